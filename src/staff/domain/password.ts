import { refusal } from '../../web/domain/refusal.js';

export const shortestPassword = 10;

/** The password is too easily guessed. */
export const WeakPassword = refusal('weak-password', { kind: 'invalid', field: 'password' });

/** @throws WeakPassword if it is short, one character over and over, or holds the account's own name */
export function assertStrong(password: string, email: string): void {
  const own = email.split('@')[0]!;
  const weak =
    password.length < shortestPassword ||
    new Set(password).size < 4 ||
    (own.length > 3 && password.toLowerCase().includes(own));
  if (weak) throw new WeakPassword({ length: shortestPassword });
}
