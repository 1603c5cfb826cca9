import { Injectable } from '@nestjs/common';
import type { Acting, Actor } from './actor.js';
import { invites, type PlaceKind, placeOf, type Role } from './domain/roles.js';
import type { HeldPost } from './held-posts.js';
import { type Place, Places } from './places.js';
import { Posts } from './posts.service.js';

/** A post as pages show it. */
interface ShownPost extends HeldPost {
  /** The names of its places; blank for a role without any. */
  readonly at: string;
}

/** What the pages of an account show of posts. */
@Injectable()
export class PostPage {
  constructor(
    private readonly posts: Posts,
    private readonly places: Places,
  ) {}

  /** The posts of somebody. */
  async of(staffId: string): Promise<ShownPost[]> {
    const posts = await this.posts.of(staffId);
    return Promise.all(
      posts.map(async (post) => ({ ...post, at: await this.places.names(placeOf[post.role], post.places) })),
    );
  }

  /** The places that a post in a role can have; none where the role has no places. */
  async choicesFor(role: Role, { reach }: Acting): Promise<readonly Place[]> {
    const kind: PlaceKind | undefined = placeOf[role];
    return kind ? this.places.within(kind, reach) : [];
  }

  /** What the form of a post offers: the roles that may be given, and the places that fit the chosen one. */
  async offered(actor: Actor, wanted: unknown) {
    const offered = invites[actor.role] ?? [];
    const role = offered.find((one) => one === wanted) ?? offered[0]!;
    return {
      role,
      offered: offered.map((one) => ({ role: one, chosen: one === role })),
      kind: placeOf[role],
      choices: await this.choicesFor(role, actor),
    };
  }
}
