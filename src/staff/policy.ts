import { SetMetadata } from '@nestjs/common';
import { NotAllowed } from '../web/refusals.js';
import type { Reach } from './actor.js';
import { NetworkOfficersOnly } from './domain/refusals.js';
import type { Role } from './domain/roles.js';

/** Whose policy is asked for. */
interface PolicyHolder {
  readonly role: Role;
  readonly reach: Reach;
}

/** Who may do something. Each room names its own; each route declares one. */
export class Policy {
  constructor(
    readonly name: string,
    private readonly roles: readonly Role[] | 'everyone',
    /** What holds for the whole network is done by those who work for the whole of it. */
    private readonly ofNetwork = false,
  ) {}

  get open(): boolean {
    return this.roles === 'everyone';
  }

  allows({ role, reach }: PolicyHolder): boolean {
    return this.allowsRole(role) && (!this.ofNetwork || reach.over === 'network');
  }

  /** @throws NotAllowed for another role @throws NetworkOfficersOnly for a reach that is too short */
  assertAllows(holder: PolicyHolder): void {
    if (!this.allowsRole(holder.role)) throw new NotAllowed();
    if (!this.allows(holder)) throw new NetworkOfficersOnly();
  }

  private allowsRole(role: Role): boolean {
    return this.roles === 'everyone' || this.roles.includes(role);
  }
}

const named = new Map<string, Policy>();

/** Names a policy: which roles may do it. */
export const policy = (name: string, ...roles: Role[]): Policy => noted(new Policy(name, roles));

/** Names a policy of what holds for the whole network: which roles may do it, if their work reaches over all of it. */
export const policyOfNetwork = (name: string, ...roles: Role[]): Policy =>
  noted(new Policy(name, roles, true));

function noted(made: Policy): Policy {
  named.set(made.name, made);
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
