import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { KeptReads } from '../database/kept-reads.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Actor } from './actor.js';
import { Actors } from './actors.js';
import { heldPosts, type HeldPost } from './held-posts.js';
import { WrongCredentials } from './domain/refusals.js';
import { type From, Guessing } from './guessing.js';
import { KnownDevice, SignIn } from './sign-in.entity.js';
import { StaffMember } from './staff-member.entity.js';
import { newToken, tokenHash } from './tokens.js';

const signInLastsMs = 14 * 24 * 3600_000;

/** Signing in and out. Argon2id as its library defaults it (19 MiB, 2 passes: OWASP's first choice). */
@Injectable()
export class SignIns {
  /** Checked when the account is unknown, so that the answer takes as long as for a known one. */
  private readonly nobodysHash = hash(newToken());

  /** By the hash of a token, while it holds. */
  private readonly standing: (hash: string) => Promise<Standing | undefined>;

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly actors: Actors,
    private readonly calendar: Calendar,
    private readonly guessing: Guessing,
    kept: KeptReads,
  ) {
    this.standing = kept.byKey(changesWhoIsWho, readStanding);
  }

  /**
   * Signs somebody in and gives the tokens for their browser's cookies: of this sign-in, and of the browser.
   * @throws TooManyAttempts
   * @throws WrongCredentials if they do not belong together or the account is disabled
   */
  signIn(email: string, password: string, from: From): Promise<SignedIn> {
    return this.guessing.inTurn(email, () => this.signInNow(email, password, from));
  }

  private async signInNow(email: string, password: string, from: From): Promise<SignedIn> {
    const { member, attempt } = await this.holderOf(email, password, from);
    const token = newToken();
    const { address, device } = from;
    const deviceToken = await this.units.run(member, async (unit) => {
      const id = unit.newKey();
      await this.guessing.succeeded(unit, attempt);
      await unit.manager.insert(SignIn, {
        id,
        tokenHash: tokenHash(token),
        staffId: member.id,
        signedInAt: unit.at,
        expiresAt: new Date(unit.at.getTime() + signInLastsMs),
        revokedAt: null,
        postId: null,
        address,
        device,
      });
      await unit.record({
        name: 'staff.signed-in',
        subject: { kind: 'staff', id: member.id },
        after: { address, device },
      });
      return this.guessing.know(unit, member.id, from.deviceToken);
    });
    return { token, deviceToken, member };
  }

  /**
   * Whose e-mail address and password these are, in each of their posts: for a second name under an act, without
   * signing in.
   * @throws TooManyAttempts @throws WrongCredentials
   */
  async vouchedFor(email: string, password: string, from: From): Promise<Actor[]> {
    const member = await this.guessing.inTurn(email, async () => {
      const { attempt, ...found } = await this.holderOf(email, password, from);
      await this.units.run(found.member, (unit) => this.guessing.succeeded(unit, attempt));
      return found.member;
    });
    return this.actors.each(member);
  }

  private async holderOf(email: string, password: string, from: From) {
    const attempt = await this.guessing.begin(email, from);
    const member = await this.reader.of(StaffMember).findOneBy({ email, disabledAt: IsNull() });
    const matches = await verify(member?.passwordHash ?? (await this.nobodysHash), password);
    if (!member?.passwordHash || !matches) throw new WrongCredentials();
    return { member, attempt };
  }

  /** Who is signed in with a token, if it still holds, in the post they work in on that browser. */
  async actor(token: string): Promise<Actor | undefined> {
    const found = await this.standing(tokenHash(token));
    if (!found || found.signIn.expiresAt <= this.calendar.now()) return undefined;
    return this.actors.among(found.posts, found.member, found.signIn.postId);
  }

  /** The browsers on which somebody is signed in now, newest first. */
  async current(staffId: string): Promise<SignIn[]> {
    return this.reader.of(SignIn).find({
      where: { staffId, revokedAt: IsNull(), expiresAt: MoreThan(this.calendar.now()) },
      order: { signedInAt: 'DESC' },
    });
  }

  async signOut(actor: Actor, token: string): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await unit.manager.update(SignIn, { tokenHash: tokenHash(token) }, { revokedAt: unit.at });
      await unit.record({ name: 'staff.signed-out', subject: { kind: 'staff', id: actor.id } });
    });
  }

  /** Signs somebody out everywhere, or everywhere but on the browser with a token. */
  async revokeAll(actor: Actor, staffId: string, exceptToken?: string): Promise<void> {
    await this.units.run(actor, (unit) => revokeSignIns(unit, staffId, exceptToken));
  }
}

/** What a browser keeps of a sign-in, and whose it is. */
interface SignedIn {
  readonly token: string;
  readonly deviceToken: string;
  readonly member: StaffMember;
}

/** Whose a token is, and which posts they hold. */
interface Standing {
  readonly signIn: SignIn;
  readonly member: StaffMember;
  readonly posts: readonly HeldPost[];
}

const changesWhoIsWho = [
  'staff.changed',
  'staff.post-given',
  'staff.post-moved',
  'staff.post-ended',
  'staff.post-taken-up',
  'staff.disabled',
  'staff.enabled',
  'staff.signed-out',
  'staff.sign-ins-revoked',
  'staff.password-set',
  'staff.language-set',
] as const;

async function readStanding(manager: EntityManager, hash: string): Promise<Standing | undefined> {
  const signIn = await manager.findOneBy(SignIn, { tokenHash: hash, revokedAt: IsNull() });
  if (!signIn) return undefined;
  const member = await manager.findOneBy(StaffMember, { id: signIn.staffId, disabledAt: IsNull() });
  return member ? { signIn, member, posts: await heldPosts(manager, member.id) } : undefined;
}

/** Part of every act after which old sign-ins must not hold: a new password, a disabled account. No browser is known after it. */
export async function revokeSignIns(unit: Unit, staffId: string, exceptToken?: string): Promise<void> {
  const query = unit.manager
    .createQueryBuilder()
    .update(SignIn)
    .set({ revokedAt: unit.at })
    .where({ staffId, revokedAt: IsNull() });
  if (exceptToken) query.andWhere('token_hash <> :kept', { kept: tokenHash(exceptToken) });
  await query.execute();
  await unit.manager.delete(KnownDevice, { staffId });
  await unit.record({
    name: 'staff.sign-ins-revoked',
    subject: { kind: 'staff', id: staffId },
    after: { at: instantText(unit.at) },
  });
}
