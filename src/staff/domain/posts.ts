import { OnePlace, PlaceMissing, PostHeld } from './refusals.js';
import { needsPlace, oneAtATime, type Role } from './roles.js';

interface Post {
  readonly role: Role;
  readonly places: readonly string[];
}

/** @throws PlaceMissing where the role needs a place @throws OnePlace where it has one place a post, and several are given */
export function assertPlaced({ role, places }: Post): void {
  if (needsPlace(role) && places.length === 0) throw new PlaceMissing();
  if (oneAtATime(role) && places.length > 1) throw new OnePlace();
}

/**
 * Somebody holds a role once, in as many places as they have it; a role that has one place a post, once a place.
 * @throws PostHeld
 */
export function assertAnother(held: readonly Post[], { role, places }: Post): void {
  const twice = held.some(
    (one) => one.role === role && (!oneAtATime(role) || one.places.some((id) => places.includes(id))),
  );
  if (twice) throw new PostHeld();
}
