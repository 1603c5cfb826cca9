import { createHash, randomBytes } from 'node:crypto';

/** A secret that fits into an address or a cookie: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** How a token is kept, so that reading the database gives nobody one that works. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
