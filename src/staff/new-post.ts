import type { Unit } from '../database/unit.js';
import type { Role } from './domain/roles.js';
import { PostPlace, StaffPost } from './staff-post.entity.js';

/** Part of every act that gives somebody a post. */
export async function givePost(
  unit: Unit,
  staffId: string,
  { role, places }: { readonly role: Role; readonly places: readonly string[] },
): Promise<void> {
  const postId = unit.newKey();
  await unit.manager.insert(StaffPost, { id: postId, staffId, role });
  await placePost(unit, postId, places);
}

/** Gives a post that has none its places. */
export async function placePost(unit: Unit, postId: string, places: readonly string[]): Promise<void> {
  const rows = [...new Set(places)].map((placeId) => ({ postId, placeId }));
  if (rows.length > 0) await unit.manager.insert(PostPlace, rows);
}
