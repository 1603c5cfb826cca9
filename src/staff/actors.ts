import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import type { Actor, Reach } from './actor.js';
import { DoctorWorkplaces } from './doctor-workplaces.js';
import { placeOf } from './domain/roles.js';
import { heldPosts, type HeldPost } from './held-posts.js';
import { Places } from './places.js';
import type { StaffMember } from './staff-member.entity.js';

/** Turns a member of staff into the actor they are now, in one of their posts. */
@Injectable()
export class Actors {
  constructor(
    private readonly reader: Reader,
    private readonly workplaces: DoctorWorkplaces,
    private readonly places: Places,
  ) {}

  /**
   * @param postId the post in use; without one, or where it was taken away, the first that they were given
   * @returns undefined for somebody who holds none
   */
  async of(member: StaffMember, postId?: string | null): Promise<Actor | undefined> {
    return this.among(await heldPosts(this.reader.manager, member.id), member, postId);
  }

  /** The same where their posts are known. */
  async among(
    posts: readonly HeldPost[],
    member: StaffMember,
    postId?: string | null,
  ): Promise<Actor | undefined> {
    const inUse = posts.find(({ id }) => id === postId) ?? posts[0];
    return inUse && this.in(inUse, member, posts.length > 1);
  }

  /** The same person in each of their posts. */
  async each(member: StaffMember): Promise<Actor[]> {
    const posts = await heldPosts(this.reader.manager, member.id);
    return Promise.all(posts.map((post) => this.in(post, member, posts.length > 1)));
  }

  private async in(post: HeldPost, member: StaffMember, isOneOfSeveral: boolean): Promise<Actor> {
    const { id, role, places } = post;
    return {
      id: member.id,
      name: member.name,
      email: member.email,
      role,
      language: member.language,
      post: { id, isOneOfSeveral, at: isOneOfSeveral ? await this.places.names(placeOf[role], places) : '' },
      reach: await this.reach(post),
      doctorId: role === 'doctor' ? places[0] : undefined,
    };
  }

  private async reach({ role, places }: HeldPost): Promise<Reach> {
    switch (role) {
      case 'admin':
        return { over: 'network' };
      case 'officer':
        return places.length > 0 ? { over: 'districts', ids: places } : { over: 'network' };
      case 'chain-manager':
        return { over: 'chains', ids: places };
      case 'counter':
        return { over: 'outlets', ids: places };
      case 'hospital':
        return { over: 'facility', id: places[0] ?? '' };
      case 'doctor':
        return { over: 'outlets', ids: places[0] ? await this.workplaces.outletsToday(places[0]) : [] };
    }
  }
}
