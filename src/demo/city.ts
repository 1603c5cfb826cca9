import type { INestApplicationContext } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, instantAt, mondayOf, weekdayOf } from '../config/domain/calendar.js';
import { Doctors } from '../doctors/doctors.service.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Approvals } from '../network/approvals.service.js';
import type { ApprovalAct } from '../network/domain/approval.js';
import { hoursIn, weekOfHours } from '../network/domain/hours.js';
import { isOpen, type Slot } from '../network/domain/opening-hours.js';
import type { Tier } from '../facilities/domain/tier.js';
import { Facilities } from '../facilities/facilities.service.js';
import { Outlets } from '../network/outlets.service.js';
import { Registers } from '../network/registers.service.js';
import { type NewPatient, somebodyElse } from '../patients/new-patient.js';
import { Sessions } from '../sessions/sessions.service.js';
import { programActing } from '../staff/actor.js';
import { demoDomain, demoPassword } from '../staff/demo-accounts.js';
import type { Role } from '../staff/domain/roles.js';
import { Passwords } from '../staff/passwords.service.js';
import { Staff } from '../staff/staff.service.js';
import { NotEnoughStock } from '../stock/domain/refusals.js';
import { Stock } from '../stock/stock.service.js';
import { ReorderLevels } from '../supply/shelves/reorder-levels.service.js';
import { sendsAway } from '../visits/domain/disposition.js';
import { UnsafeMedicine } from '../visits/domain/refusals.js';
import type { Entry, GivenMedicine } from '../visits/findings.js';
import { Visits } from '../visits/visits.service.js';
import { endOfDemo } from './end.js';
import { DemoRoster } from './roster.js';
import { chains, city, demoOfficer, districts, doctorScopes, facilities, shelves, streets } from './facts.js';
import { DemoChannel } from './channel.js';
import { ageOf, inventFindings } from './findings.js';
import { invent, inventPatient } from './people.js';
import type { DemoClock, DemoKeys } from './time.js';
import type { Dice } from './dice.js';

const outletCount = 60;
const doctorCount = 40;
const patientCount = 1200;
const shelvesOfOutlet = 8;
const daysBack = 17;
const daysAhead = 7;
const workWeek = hoursIn('每天 08:30-12:00 13:30-17:30')!;
const shortWeek = hoursIn('周一至周六 08:30-12:00 13:30-17:30')!;

/** What happens beside the visits, often enough that no hospital's figures go stale while outlets are open. */
const roundsOfDay = [
  { time: '08:00', act: 'report' },
  { time: '10:00', act: 'refer' },
  { time: '11:30', act: 'report' },
  { time: '12:10', act: 'see' },
  { time: '14:00', act: 'call' },
  { time: '15:00', act: 'report' },
  { time: '16:00', act: 'refer' },
  { time: '17:10', act: 'see' },
  { time: '17:40', act: 'refer' },
] as const;

/** Of so many who come again one is registered as somebody else. */
const doubledReturns = 25;

interface DemoOutlet {
  readonly id: string;
  readonly districtId: string;
  readonly week: string;
}

interface DemoDoctor {
  readonly id: string;
  /** Whether they see anybody with a fever. */
  readonly general: boolean;
  readonly districtIds: readonly string[];
}

/**
 * A demo city, made through the same services as everything else, the same at every seeding of a day:
 * three weeks of a rising wave at some 60 outlets, and a week of roster ahead.
 */
export class DemoCity {
  private readonly today: Day;
  private readonly until: Date;
  private readonly zone: string;
  private readonly districtIds = new Map<string, string>();
  private chainIds: string[] = [];
  private medicineIds = new Map<string, string>();
  private readonly facilities: { id: string; tier: Tier }[] = [];
  private readonly channel: DemoChannel;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly clock: DemoClock,
    private readonly keys: DemoKeys,
    private readonly dice: Dice,
    now: Date,
  ) {
    const calendar = app.get(Calendar);
    this.zone = calendar.zone;
    this.today = calendar.dayOf(now);
    this.until = now;
    this.channel = new DemoChannel(app, dice, this.facilities);
  }

  async build(): Promise<void> {
    this.clock.set(this.instant(addDays(this.today, -daysBack - 2), '09:00'));
    await this.registers();
    const doctors = await this.doctors();
    const outlets = await this.outlets();
    await this.accounts(outlets, doctors);
    await this.stock(outlets);
    await this.weeks(outlets, doctors);
    const roster = new DemoRoster(this.app);
    await roster.sayWhenTheyCan(
      doctors.map(({ id }) => id),
      this.today,
    );
    await roster.keep(this.facilities.map(({ id }) => id));
    await roster.need(
      outlets.map(({ id }) => id),
      this.today,
    );
    await roster.attend(mondayOf(addDays(this.today, -daysBack)), this.today, this.clock, this.until);
    this.clock.set(this.until);
    await endOfDemo(this.app, this.until);
  }

  private async registers(): Promise<void> {
    const registers = this.app.get(Registers);
    for (const { name, code } of districts) {
      this.districtIds.set(name, await registers.addDistrict({ city, name, code }, programActing));
    }
    for (const name of chains) {
      this.chainIds.push(await registers.addChain({ name, namePatterns: [name.slice(0, 2)] }, programActing));
    }
    for (const { name, district, tier } of facilities) {
      const { latitude, longitude } = this.near(district);
      const address = `${city}${district}${this.dice.one(streets)}${this.dice.whole(1, 300)}号`;
      const facts = { city, county: district, name, tier, feverClinic: true, address, latitude, longitude };
      this.facilities.push({ id: await this.app.get(Facilities).add(facts, programActing), tier });
    }
    this.medicineIds = new Map((await this.app.get(Medicines).all()).map(({ code, id }) => [code, id]));
  }

  private async doctors(): Promise<DemoDoctor[]> {
    const homes = await this.app.get(Facilities).all();
    const made: DemoDoctor[] = [];
    for (let n = 1; n <= doctorCount; n++) {
      const districtIds = this.dice.some([...this.districtIds.values()], this.dice.whole(2, 4));
      const registration = {
        name: invent(this.dice),
        licenceNumber: `3210${String(n).padStart(6, '0')}`,
        homeFacilityId: this.dice.one(homes).id,
        scopes: this.dice.one(doctorScopes),
        districtIds,
        validUntil: addDays(this.today, n === 7 ? 2 : this.dice.whole(60, 900)),
        telephone: `139${this.dice.whole(10_000_000, 99_999_999)}`,
        email: `doctor${n}${demoDomain}`,
        language: 'zh-CN' as const,
      };
      const id = await this.app.get(Doctors).register(registration, programActing);
      made.push({ id, districtIds, general: registration.scopes.includes('general') });
    }
    return made;
  }

  /** Most are approved; the last few stand at every other step of the way. */
  private async outlets(): Promise<DemoOutlet[]> {
    const [outlets, approvals] = [this.app.get(Outlets), this.app.get(Approvals)];
    const approved: DemoOutlet[] = [];
    const names = new Set<string>();
    for (let n = 1; n <= outletCount; n++) {
      const district = districts[n % 3 === 0 ? this.dice.whole(2, 5) : this.dice.whole(0, 1)]!;
      const chain = n % 10 === 0 ? undefined : this.dice.whole(0, chains.length - 1);
      const name = this.outletName(chain, names);
      const districtId = this.districtIds.get(district.name)!;
      const facts = {
        licenceNumber: `苏DA514${String(n).padStart(4, '0')}`,
        name,
        address: `${city}${district.name}${this.dice.one(streets)}${this.dice.whole(1, 400)}号`,
        districtId,
        chainId: chain === undefined ? undefined : this.chainIds[chain],
        telephone: `0514-8${this.dice.whole(1_000_000, 9_999_999)}`,
        email: n === 1 ? undefined : `outlet${n}${demoDomain}`,
        ...this.near(district.name),
      };
      const id = await outlets.register(facts, programActing);
      const hours = this.dice.chance(0.8) ? workWeek : shortWeek;
      await outlets.openBy(id, hours, programActing);
      for (const act of stepsOf(n)) {
        const details = {
          reason: '演示',
          number: `扬便〔2022〕${n}号`,
          validUntil: addDays(this.today, 365),
        };
        await approvals.take(
          id,
          act,
          act === 'approve' ? details : { reason: details.reason },
          programActing,
        );
      }
      if (stepsOf(n).at(-1) === 'approve') approved.push({ id, districtId, week: weekOfHours(hours) });
    }
    return approved;
  }

  private outletName(chain: number | undefined, taken: Set<string>): string {
    for (;;) {
      const brand = chain === undefined ? `${invent(this.dice).slice(0, 1)}氏药店` : chains[chain]!;
      const name = `${brand}${this.dice.one(streets)}${this.dice.one(['店', '二店', '东店', '西店'])}`;
      if (!taken.has(name)) {
        taken.add(name);
        return name;
      }
    }
  }

  private async accounts(outlets: DemoOutlet[], doctors: DemoDoctor[]): Promise<void> {
    const accounts: [string, string, Role, string[]][] = [
      ['admin', '管理员', 'admin', []],
      ['officer', demoOfficer, 'officer', []],
      ['officer2', '许静', 'officer', [this.districtIds.get('广陵区')!]],
      ['manager', '赵磊', 'chain-manager', [this.chainIds[0]!]],
      ['counter', '陈丽', 'counter', [outlets[0]!.id]],
      ['counter2', '吴娟', 'counter', [outlets[1]!.id]],
      ['doctor', '派驻医生', 'doctor', [doctors[0]!.id]],
      ['hospital', '沈洁', 'hospital', [this.facilities[0]!.id]],
      ['hospital2', '陆军', 'hospital', [this.facilities[1]!.id]],
    ];
    for (const [name, person, role, places] of accounts) {
      const member = { email: name + demoDomain, name: person, role, language: 'zh-CN' as const, places };
      const { link } = await this.app.get(Staff).invite(member, programActing);
      await this.app.get(Passwords).setByLink(link.split('/').at(-1)!, demoPassword);
    }
  }

  private async stock(outlets: DemoOutlet[]): Promise<void> {
    for (const { id } of outlets) {
      for (const { code, units, level } of this.dice.some(shelves, shelvesOfOutlet)) {
        await this.receive(id, code, Math.round(units * (0.2 + this.dice.roll() * 0.4)), 0);
        // The other half is left to what the demand says.
        if (this.dice.chance(0.5))
          await this.app.get(ReorderLevels).set(id, this.medicineIds.get(code)!, level, programActing);
      }
    }
  }

  /** How many lots there are: a number that is drawn can be drawn twice for a shelf. */
  private lots = 0;

  private async receive(outletId: string, code: string, quantity: number, batch: number): Promise<void> {
    const now = this.clock.now();
    const delivery = {
      id: this.keys.next(now),
      medicineId: this.medicineIds.get(code)!,
      number: `22${String(this.dice.whole(1, 12)).padStart(2, '0')}${batch}${String(++this.lots).padStart(4, '0')}`,
      expiresOn: addDays(
        this.today,
        this.dice.chance(0.05) ? this.dice.whole(5, 40) : this.dice.whole(200, 800),
      ),
      quantity,
    };
    await this.app.get(Stock).receive(outletId, delivery, programActing);
  }

  /** The days one after another: on Mondays the roster, in the morning deliveries, then visits. */
  private async weeks(outlets: DemoOutlet[], doctors: DemoDoctor[]): Promise<void> {
    const patients = Array.from({ length: patientCount }, () =>
      inventPatient(this.dice, Number(this.today.slice(0, 4))),
    );
    const first = mondayOf(addDays(this.today, -daysBack));
    for (let day = first; day <= addDays(this.today, daysAhead); day = addDays(day, 1)) {
      const morning = this.instant(day, '07:30');
      if (morning <= this.until) this.clock.set(morning);
      await this.assign(day, outlets, doctors);
      if (day > this.today) continue;
      if (weekdayOf(day) === 3) await this.deliver(outlets);
      await this.visitsOf(day, outlets, patients);
    }
  }

  private async assign(day: Day, outlets: DemoOutlet[], doctors: DemoDoctor[]): Promise<void> {
    if (this.instant(day, '07:30') > this.until && day <= this.today) this.clock.set(this.until);
    for (const slot of ['morning', 'afternoon'] as const) {
      const able = doctors.slice(0, -4).filter(({ general }) => general);
      for (const doctor of this.dice.some(able, 8)) {
        const outlet = outlets.find(
          (one) =>
            !this.taken.has(`${one.id} ${day} ${slot}`) &&
            doctor.districtIds.includes(one.districtId) &&
            isOpen(one.week, day, slot, []),
        );
        if (!outlet) continue;
        this.taken.add(`${outlet.id} ${day} ${slot}`);
        await this.tolerant(() =>
          this.app.get(Sessions).assign(doctor.id, { outletId: outlet.id, on: day, slot }, programActing),
        );
      }
    }
  }

  private readonly taken = new Set<string>();

  private async deliver(outlets: DemoOutlet[]): Promise<void> {
    for (const { id } of this.dice.some(outlets, 25)) {
      for (const { code, units } of this.dice.some(shelves, 4))
        await this.receive(id, code, Math.round(units / 2), 1);
    }
  }

  /** The wave: each outlet's visits double and more from the first week to the third. */
  private async visitsOf(day: Day, outlets: DemoOutlet[], patients: readonly NewPatient[]): Promise<void> {
    const age = (Date.parse(this.today) - Date.parse(day)) / 86_400_000;
    const busy = 1 + 2.8 * Math.exp(-((age / 9) ** 2));
    const visits: { at: Date; outletId: string }[] = [];
    for (const [index, { id, week }] of outlets.entries()) {
      const open = (['morning', 'afternoon'] as Slot[]).filter((slot) => isOpen(week, day, slot, []));
      if (open.length === 0) continue;
      const count = Math.round(busy * (index < 6 ? 1.6 : 0.1 + this.dice.roll() * 0.5));
      for (let n = 0; n < count; n++)
        visits.push({ at: this.momentIn(day, this.dice.one(open)), outletId: id });
    }
    const rounds = roundsOfDay.map(({ time, act }) => ({
      at: this.instant(day, time),
      act: () => this.round(act, busy),
    }));
    const coming = visits.map(({ at, outletId }) => ({
      at,
      act: () => this.visit(outletId, this.dice.one(patients), busy),
    }));
    for (const { at, act } of [...rounds, ...coming].sort((a, b) => a.at.getTime() - b.at.getTime())) {
      await this.answer(at);
      if (at > this.until) break;
      this.clock.set(at);
      await act();
    }
  }

  /** The channel goes on in the minutes after somebody was sent away, up to an instant. */
  private async answer(upTo: Date): Promise<void> {
    for (const at of this.turns.splice(0).sort((a, b) => a.getTime() - b.getTime())) {
      if (at > upTo || at > this.until) {
        this.turns.push(at);
        continue;
      }
      this.clock.set(at);
      await this.channel.refer();
    }
  }

  private readonly turns: Date[] = [];
  /** The records of those who came before, and how often any of them came again. */
  private readonly known = new Map<NewPatient, string>();
  private returns = 0;

  private async round(act: (typeof roundsOfDay)[number]['act'], busy: number): Promise<void> {
    if (act === 'report') await this.channel.report(busy);
    if (act === 'see') await this.channel.see();
    if (act === 'call') await this.channel.call();
    await this.channel.refer();
  }

  private async visit(outletId: string, newPatient: NewPatient, busy: number): Promise<void> {
    const on = this.app.get(Calendar).today();
    const findings = inventFindings(this.dice, ageOf(newPatient, on), 0.25 + busy / 10);
    const { disposition } = findings;
    const entry: Entry = {
      id: this.keys.next(this.clock.now()),
      ...this.whoComes(newPatient),
      ...findings,
      medicines:
        disposition === 'medicines' || (disposition === 'home-care' && this.dice.chance(0.6))
          ? this.medicines()
          : [],
    };
    if (sendsAway(disposition)) {
      const minutes = [this.dice.whole(1, 3), this.dice.whole(5, 25), this.dice.whole(40, 90)];
      this.turns.push(...minutes.map((after) => new Date(this.clock.now().getTime() + after * 60_000)));
    }
    const { patient } = await this.app
      .get(Visits)
      .log(outletId, entry, programActing)
      .catch((error: unknown) => {
        // The shelf is empty, or it is not for this patient: advice it is.
        if (!(error instanceof NotEnoughStock || error instanceof UnsafeMedicine)) throw error;
        const advised: Entry = { ...entry, disposition: 'advice', medicines: [] };
        return this.app.get(Visits).log(outletId, advised, programActing);
      });
    this.known.set(newPatient, patient.id);
  }

  /** Who comes again is known, but for a few who are registered a second time by mistake: likely doubles. */
  private whoComes(newPatient: NewPatient): Pick<Entry, 'patientId' | 'newPatient'> {
    const patientId = this.known.get(newPatient);
    if (patientId) this.returns += 1;
    return patientId && this.returns % doubledReturns !== 0
      ? { patientId }
      : { newPatient: { ...newPatient, isPatient: somebodyElse } };
  }

  private medicines(): GivenMedicine[] {
    const likely = shelves.flatMap((shelf) => Array.from({ length: shelf.weight }, () => shelf));
    const { code, most } = this.dice.one(likely);
    return [{ medicineId: this.medicineIds.get(code)!, quantity: this.dice.whole(1, most) }];
  }

  /** A doctor whose registration has ended by then just does not go. */
  private async tolerant(assign: () => Promise<unknown>): Promise<void> {
    try {
      await assign();
    } catch (error) {
      if ((error as { code?: string }).code !== 'registration-expired') throw error;
    }
  }

  private near(district: string): { latitude: number; longitude: number } {
    const { latitude, longitude } = districts.find(({ name }) => name === district)!;
    const off = () => (this.dice.roll() - 0.5) * 0.06;
    const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
    return { latitude: rounded(latitude + off()), longitude: rounded(longitude + off()) };
  }

  private momentIn(day: Day, slot: Slot): Date {
    const from = this.instant(day, slot === 'morning' ? '08:30' : '13:30');
    return new Date(from.getTime() + this.dice.whole(0, 12_000) * 1000);
  }

  private instant(day: Day, time: string): Date {
    return instantAt(day, time, this.zone);
  }
}

/** The last seven outlets are at every step of the approval; the others are approved. */
function stepsOf(n: number): ApprovalAct[] {
  const full: ApprovalAct[] = ['apply', 'inspect', 'approve'];
  const others: ApprovalAct[][] = [
    [],
    ['apply'],
    ['apply'],
    ['apply', 'inspect'],
    ['apply', 'decline'],
    [...full, 'suspend'],
    [...full, 'revoke'],
  ];
  return others[n - (outletCount - others.length) - 1] ?? full;
}
