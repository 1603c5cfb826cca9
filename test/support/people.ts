import type { Actor } from '../../src/staff/actor.js';
import { programActing } from '../../src/staff/actor.js';
import { Actors } from '../../src/staff/actors.js';
import type { Role } from '../../src/staff/domain/roles.js';
import { Passwords } from '../../src/staff/passwords.service.js';
import { StaffMember } from '../../src/staff/staff-member.entity.js';
import { Staff } from '../../src/staff/staff.service.js';
import type { Clinic } from './clinic.js';
import type { Visitor } from './visitor.js';

export const password = 'a long enough pass';
let count = 0;

/** An account in a role at some places, with a password. */
export async function member(clinic: Clinic, role: Role, places: string[] = []): Promise<StaffMember> {
  count += 1;
  const email = `${role}${count}@clinic.example`;
  const name = `${role} ${count}`;
  const { id, link } = await clinic
    .get(Staff)
    .invite({ email, name, role, language: 'en', places }, programActing);
  await clinic.get(Passwords).setByLink(link.split('/').at(-1)!, password);
  return clinic.reader.of(StaffMember).findOneByOrFail({ id });
}

/** The same as an actor, for calling services. */
export async function acting(clinic: Clinic, role: Role, places: string[] = []): Promise<Actor> {
  return (await clinic.get(Actors).of(await member(clinic, role, places)))!;
}

/** The same as a signed-in browser. */
export async function signedIn(clinic: Clinic, role: Role, places: string[] = []): Promise<Visitor> {
  const { email } = await member(clinic, role, places);
  const visitor = clinic.visitor();
  await visitor.signIn(email, password);
  return visitor;
}

/** A resident identity number (GB 11643) of somebody born on 3 July 1990; each `n` below 1000 is another person. */
export function identityNumber(n: number): string {
  const body = `11010119900703${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'[sum % 11];
}
