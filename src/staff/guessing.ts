import { Injectable } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import { type FindOptionsWhere, IsNull, MoreThan } from 'typeorm';
import { theProgram } from '../database/act.js';
import { putMany } from '../database/insert-many.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { TooManyAttempts } from './domain/refusals.js';
import { KnownDevice, SignInAttempt } from './sign-in.entity.js';
import { StaffMember } from './staff-member.entity.js';
import { newToken, tokenHash } from './tokens.js';

const windowMinutes = 15;
const mostOfAccount = 5;
const mostOfAddress = 30;

/** From where a password is typed. */
export interface From {
  readonly address: string;
  readonly device: string;
  /** What the browser's long-lived cookie holds, if somebody has signed in with it before. */
  readonly deviceToken?: string;
}

/** Argon2 fills the machine with few at once; more only wait in its memory. */
const judgedAtOnce = 8;

interface Turn {
  readonly limit: LimitFunction;
  waiting: number;
}

/**
 * Slows down whoever guesses. An attempt is written before its password is judged, one after the other of an account, so
 * that any number of parallel guesses are no more than five. A browser on which the owner has signed in before is counted
 * apart: strangers who fail elsewhere, or others at the same address, shut nobody out there.
 */
@Injectable()
export class Guessing {
  private readonly atOnce = pLimit(judgedAtOnce);
  private readonly turns = new Map<string, Turn>();

  constructor(private readonly units: UnitOfWork) {}

  /**
   * Judges one password of an account after the other, and few at once in all: what is under way counts as a failure, so
   * that many who come at the same second with the right password would otherwise shut each other out.
   */
  async inTurn<T>(email: string, judge: () => Promise<T>): Promise<T> {
    const turn = this.turns.get(email) ?? { limit: pLimit(1), waiting: 0 };
    this.turns.set(email, turn);
    turn.waiting += 1;
    try {
      return await turn.limit(() => this.atOnce(judge));
    } finally {
      turn.waiting -= 1;
      if (turn.waiting === 0) this.turns.delete(email);
    }
  }

  /**
   * Notes an attempt as a failure, until it is known to be none.
   * @returns its key
   * @throws TooManyAttempts after 5 failures of an account (on a known browser: of that one), or 30 of an address by
   * browsers that are not known, within 15 minutes
   */
  begin(email: string, { address, deviceToken }: From): Promise<string> {
    return this.units.runHolding(theProgram, async (unit) => {
      await unit.hold({ kind: 'account', key: email }, { kind: 'address', key: address });
      const knownDevice = await this.known(unit, email, deviceToken);
      const at = MoreThan(new Date(unit.at.getTime() - windowMinutes * 60_000));
      const failed = (where: FindOptionsWhere<SignInAttempt>) =>
        unit.manager.countBy(SignInAttempt, { succeeded: false, at, ...where });
      const ofAccount = await failed({ email, knownDevice: knownDevice ?? IsNull() });
      const ofAddress = knownDevice ? 0 : await failed({ address, knownDevice: IsNull() });
      if (ofAccount >= mostOfAccount || ofAddress >= mostOfAddress)
        throw new TooManyAttempts({ minutes: windowMinutes });
      const id = unit.newKey();
      await unit.manager.insert(SignInAttempt, {
        id,
        email,
        address,
        knownDevice,
        succeeded: false,
        at: unit.at,
      });
      return id;
    });
  }

  /** The attempt was none of a guesser. */
  async succeeded(unit: Unit, id: string): Promise<void> {
    await unit.manager.update(SignInAttempt, { id }, { succeeded: true });
  }

  /** Knows a browser from now on as one on which somebody signs in. @returns the token that it keeps */
  async know(unit: Unit, staffId: string, deviceToken = newToken()): Promise<string> {
    await putMany(unit, KnownDevice, [{ tokenHash: tokenHash(deviceToken), staffId, lastAt: unit.at }]);
    return deviceToken;
  }

  private async known(unit: Unit, email: string, deviceToken: string | undefined): Promise<string | null> {
    if (!deviceToken) return null;
    const found = await unit.manager
      .createQueryBuilder(KnownDevice, 'known')
      .innerJoin(StaffMember, 'member', 'member.id = known.staff_id')
      .where('known.token_hash = :hash AND member.email = :email', { hash: tokenHash(deviceToken), email })
      .getOne();
    return found?.tokenHash ?? null;
  }
}
