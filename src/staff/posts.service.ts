import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { NotFound } from '../web/refusals.js';
import type { Actor } from './actor.js';
import { assertAnother, assertPlaced } from './domain/posts.js';
import { LastPost, OwnAccount } from './domain/refusals.js';
import { placeOf, type Role } from './domain/roles.js';
import { heldPosts, type HeldPost } from './held-posts.js';
import { givePost, placePost } from './new-post.js';
import { Places } from './places.js';
import { SignIn } from './sign-in.entity.js';
import { PostPlace, StaffPost } from './staff-post.entity.js';
import { tokenHash } from './tokens.js';

/** Which posts people hold, and in which of theirs they work now. */
@Injectable()
export class Posts {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly places: Places,
  ) {}

  /** The posts of somebody, the first given first. */
  of(staffId: string): Promise<HeldPost[]> {
    return heldPosts(this.reader.manager, staffId);
  }

  /** Gives somebody one more post. @throws PlaceMissing @throws OnePlace @throws PostHeld @throws NotFound */
  async give(staffId: string, post: { role: Role; places: readonly string[] }, actor: Actor): Promise<void> {
    assertPlaced(post);
    await this.places.assertThere(placeOf[post.role], post.places, actor);
    await this.units.run(actor, async (unit) => {
      const held = await heldPosts(unit.manager, staffId);
      if (held.length === 0) throw new NotFound();
      assertAnother(held, post);
      await givePost(unit, staffId, post);
      await unit.record({ name: 'staff.post-given', subject: { kind: 'staff', id: staffId }, after: post });
    });
  }

  /** Puts other places in the stead of a post's. @throws PlaceMissing @throws OnePlace @throws NotFound */
  async move(staffId: string, postId: string, places: readonly string[], actor: Actor): Promise<void> {
    const { role } = postIn(await this.of(staffId), postId);
    assertPlaced({ role, places });
    await this.places.assertThere(placeOf[role], places, actor);
    await this.units.run(actor, async (unit) => {
      const { post } = await this.heldIn(unit, staffId, postId);
      await unit.manager.delete(PostPlace, { postId });
      await placePost(unit, postId, places);
      await unit.record({
        name: 'staff.post-moved',
        subject: { kind: 'staff', id: staffId },
        before: { role: post.role, places: post.places },
        after: { role: post.role, places },
      });
    });
  }

  /**
   * Takes a post away; who works in it now works on in their first.
   * @throws LastPost @throws OwnAccount for one's own post as administrator @throws NotFound
   */
  async end(staffId: string, postId: string, actor: Actor): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { post, held } = await this.heldIn(unit, staffId, postId);
      if (staffId === actor.id && post.role === 'admin') throw new OwnAccount();
      if (held.length === 1) throw new LastPost();
      await unit.manager.update(SignIn, { postId }, { postId: null });
      await unit.manager.delete(PostPlace, { postId });
      await unit.manager.delete(StaffPost, { id: postId });
      const { role, places } = post;
      await unit.record({
        name: 'staff.post-ended',
        subject: { kind: 'staff', id: staffId },
        before: { role, places },
      });
    });
  }

  /** Goes on in another of one's own posts, on one browser. @param token the sign-in's @throws NotFound */
  async workIn(postId: string, actor: Actor, token: string): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { post } = await this.heldIn(unit, actor.id, postId);
      await unit.manager.update(SignIn, { tokenHash: tokenHash(token) }, { postId });
      await unit.record({
        name: 'staff.post-taken-up',
        subject: { kind: 'staff', id: actor.id },
        after: { role: post.role, places: post.places },
      });
    });
  }

  private async heldIn(
    unit: Unit,
    staffId: string,
    postId: string,
  ): Promise<{ post: HeldPost; held: HeldPost[] }> {
    const held = await heldPosts(unit.manager, staffId);
    return { post: postIn(held, postId), held };
  }
}

/** @throws NotFound for a post of somebody else, and for one that ended */
function postIn(held: readonly HeldPost[], postId: string): HeldPost {
  const post = held.find(({ id }) => id === postId);
  if (!post) throw new NotFound();
  return post;
}
