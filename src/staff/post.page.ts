import { Injectable } from '@nestjs/common';
import { placeKinds, type PlaceKind, placeOf } from './domain/roles.js';
import type { HeldPost } from './held-posts.js';
import { type Place, Places } from './places.js';
import { Posts } from './posts.service.js';

/** A post as pages show it. */
interface ShownPost extends HeldPost {
  /** The names of its places; blank for a role without any. */
  readonly at: string;
  readonly choices: readonly Place[];
}

/** What the pages of an account show of posts. */
@Injectable()
export class PostPage {
  constructor(
    private readonly posts: Posts,
    private readonly places: Places,
  ) {}

  /** The posts of somebody, each with the places that could be its. */
  async of(staffId: string): Promise<ShownPost[]> {
    const posts = await this.posts.of(staffId);
    return Promise.all(
      posts.map(async (post) => {
        const kind: PlaceKind | undefined = placeOf[post.role];
        const at = await this.places.names(kind, post.places);
        return { ...post, at, choices: kind ? await this.places.all(kind) : [] };
      }),
    );
  }

  /** All places that somebody can be given, by kind. */
  async choices(): Promise<{ kind: PlaceKind; choices: Place[] }[]> {
    return Promise.all(placeKinds.map(async (kind) => ({ kind, choices: await this.places.all(kind) })));
  }
}
