import type { EntityManager } from 'typeorm';
import type { Role } from './domain/roles.js';
import { PostPlace, StaffPost } from './staff-post.entity.js';

/** A post and its places. */
export interface HeldPost {
  readonly id: string;
  readonly role: Role;
  /** Keys of districts, chains, outlets, a facility or a doctor, as `placeOf` says for the role. */
  readonly places: readonly string[];
}

/** The posts of one person, the first given first: signing in begins in it. */
export async function heldPosts(manager: EntityManager, staffId: string): Promise<HeldPost[]> {
  const rows = await manager
    .createQueryBuilder(StaffPost, 'post')
    .leftJoin(PostPlace, 'place', 'place.post_id = post.id')
    .select(['post.id AS id', 'post.role AS role', 'place.place_id AS place'])
    .where('post.staff_id = :staffId', { staffId })
    .orderBy('post.id')
    .addOrderBy('place.place_id')
    .getRawMany<{ id: string; role: Role; place: string | null }>();
  const posts = new Map<string, { id: string; role: Role; places: string[] }>();
  for (const { id, role, place } of rows) {
    const post = posts.get(id) ?? { id, role, places: [] };
    if (place !== null) post.places.push(place);
    posts.set(id, post);
  }
  return [...posts.values()];
}
