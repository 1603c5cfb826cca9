import { SetMetadata } from '@nestjs/common';
import { NotAllowed } from '../web/refusals.js';
import type { Role } from './domain/roles.js';

/** Who may do something. Each room names its own; each route declares one. */
export class Policy {
  constructor(
    readonly name: string,
    private readonly roles: readonly Role[] | 'everyone',
  ) {}

  get open(): boolean {
    return this.roles === 'everyone';
  }

  allows(role: Role): boolean {
    return this.roles === 'everyone' || this.roles.includes(role);
  }

  /** For an act whose policy depends on what the form says. @throws NotAllowed */
  assertAllows(role: Role): void {
    if (!this.allows(role)) throw new NotAllowed();
  }
}

const named = new Map<string, Policy>();

/** Names a policy: which roles may do it. */
export function policy(name: string, ...roles: Role[]): Policy {
  const made = new Policy(name, roles);
  named.set(name, made);
  return made;
}

/** @throws Error when no room has named such a policy: a view that asks for it has a slip of the pen */
export function policyNamed(name: string): Policy {
  const found = named.get(name);
  if (!found) throw new Error(`There is no policy ${name}.`);
  return found;
}

/** Pages that need no sign-in. */
export const everyone = new Policy('everyone', 'everyone');

export const policyKey = Symbol('policy');

/** Declares who may use a route. */
export const Allow = (allowed: Policy) => SetMetadata(policyKey, allowed);
