import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Language } from '../config/settings.js';
import { Reader } from '../database/connections.js';
import { listHolds } from '../database/json-list.js';
import { these } from '../database/these.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { folded, tidy } from '../values/text.js';
import { Facility } from '../facilities/facility.entity.js';
import type { Acting } from '../staff/actor.js';
import { ofNetwork, Places } from '../staff/places.js';
import { NotFound } from '../web/refusals.js';
import { assertKeepsRegistration } from './doctor-reach.js';
import { Doctor, DoctorDistrict } from './doctor.entity.js';
import { CoversNothing, DoctorLicenceTaken, NotStruckOff, StruckOffAlready } from './domain/refusals.js';
import type { Scope } from './domain/scope.js';

/** A doctor's registration. */
export interface Registration {
  readonly name: string;
  readonly licenceNumber: string;
  readonly homeFacilityId: string;
  readonly scopes: readonly Scope[];
  readonly districtIds: readonly string[];
  readonly validUntil: string;
  readonly telephone?: string | null;
  readonly email?: string | null;
  readonly language: Language;
}

export interface DoctorLine extends Doctor {
  readonly facility: string;
  readonly districtIds: string[];
}

/** The register of visiting doctors. */
@Injectable()
export class Doctors implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly places: Places,
  ) {}

  onModuleInit(): void {
    this.places.offer(
      'doctor',
      ofNetwork((only) =>
        this.reader
          .of(Doctor)
          .find({ select: { id: true, name: true }, where: these(only), order: { name: 'ASC' } }),
      ),
    );
  }

  /** @throws DoctorLicenceTaken @throws CoversNothing @throws NetworkOfficersOnly beyond the actor's districts */
  async register(registration: Registration, actor: Acting): Promise<string> {
    assertKeepsRegistration(actor, ...registration.districtIds);
    return this.units.run(actor, async (unit) => {
      const id = unit.newKey();
      await unlessDuplicate(
        () => new DoctorLicenceTaken(),
        () => unit.manager.insert(Doctor, { id, ...columnsOf(registration) }),
      );
      await this.cover(unit, id, registration.districtIds);
      await unit.record({ name: 'doctor.registered', subject: { kind: 'doctor', id }, after: registration });
      return id;
    });
  }

  /**
   * @throws NotFound @throws DoctorLicenceTaken @throws CoversNothing
   * @throws NetworkOfficersOnly where the doctor works, or is to work, beyond the actor's districts
   */
  async change(id: string, registration: Registration, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { searchText: _search, ...before } = await this.findIn(unit, id);
      assertKeepsRegistration(actor, ...before.districtIds, ...registration.districtIds);
      await unlessDuplicate(
        () => new DoctorLicenceTaken(),
        () => unit.manager.update(Doctor, { id }, columnsOf(registration)),
      );
      await unit.manager.delete(DoctorDistrict, { doctorId: id });
      await this.cover(unit, id, registration.districtIds);
      await unit.record({
        name: 'doctor.changed',
        subject: { kind: 'doctor', id },
        before,
        after: registration,
      });
    });
  }

  /**
   * The doctor may not work any more; the register keeps them.
   * @throws NotFound @throws NetworkOfficersOnly @throws StruckOffAlready, whose reason stays
   */
  async strikeOff(id: string, reason: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { districtIds } = await this.findIn(unit, id);
      assertKeepsRegistration(actor, ...districtIds);
      const struckOff = { struckOffAt: unit.at, struckOffBy: actor.id, struckOffReason: reason };
      const { affected } = await unit.manager.update(Doctor, { id, struckOffAt: IsNull() }, struckOff);
      if (affected !== 1) throw new StruckOffAlready();
      await unit.record({ name: 'doctor.struck-off', subject: { kind: 'doctor', id }, after: { reason } });
    });
  }

  /** Takes a striking-off back. @throws NotFound @throws NetworkOfficersOnly @throws NotStruckOff */
  async reinstate(id: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { struckOffReason, districtIds } = await this.findIn(unit, id);
      assertKeepsRegistration(actor, ...districtIds);
      const { affected } = await unit.manager.update(
        Doctor,
        { id, struckOffAt: Not(IsNull()) },
        { struckOffAt: null, struckOffBy: null, struckOffReason: null },
      );
      if (affected !== 1) throw new NotStruckOff();
      await unit.record({
        name: 'doctor.reinstated',
        subject: { kind: 'doctor', id },
        before: { struckOffReason },
      });
    });
  }

  /** @throws NotFound */
  async find(id: string): Promise<DoctorLine> {
    const [doctor] = await this.withPlaces(await this.reader.of(Doctor).findBy({ id }));
    if (!doctor) throw new NotFound();
    return doctor;
  }

  /** The same within a unit of work. @throws NotFound */
  async findIn(unit: Unit, id: string): Promise<Doctor & { districtIds: string[] }> {
    const doctor = await unit.manager.findOneBy(Doctor, { id });
    if (!doctor) throw new NotFound();
    const districts = await unit.manager.findBy(DoctorDistrict, { doctorId: id });
    return { ...doctor, districtIds: districts.map(({ districtId }) => districtId) };
  }

  async list(filter: { text?: string; scope?: string }, skip: number, take: number): Promise<DoctorLine[]> {
    const query = this.reader.of(Doctor).createQueryBuilder('doctor').where('1 = 1');
    if (filter.text) {
      const like = `%${folded(filter.text).replace(/[!%_]/g, '!$&')}%`;
      query.andWhere(`doctor.search_text LIKE :like ESCAPE '!'`, { like });
    }
    const { scope } = filter;
    if (scope) query.andWhere(listHolds(this.reader.manager, 'doctor.scopes', 'scope'), { scope });
    return this.withPlaces(
      await query.orderBy('doctor.name').addOrderBy('doctor.id').offset(skip).limit(take).getMany(),
    );
  }

  /** Every doctor who is not struck off. */
  async working(): Promise<DoctorLine[]> {
    return this.withPlaces(
      await this.reader.of(Doctor).find({ where: { struckOffAt: IsNull() }, order: { name: 'ASC' } }),
    );
  }

  private async withPlaces(doctors: Doctor[]): Promise<DoctorLine[]> {
    const [facilities, districts] = await Promise.all([
      this.reader.of(Facility).findBy({ id: In(doctors.map(({ homeFacilityId }) => homeFacilityId)) }),
      this.reader.of(DoctorDistrict).findBy({ doctorId: In(doctors.map(({ id }) => id)) }),
    ]);
    const facilityName = new Map(facilities.map(({ id, name }) => [id, name]));
    const covered = new Map<string, string[]>();
    for (const { doctorId, districtId } of districts) {
      covered.set(doctorId, [...(covered.get(doctorId) ?? []), districtId]);
    }
    return doctors.map((doctor) => ({
      ...doctor,
      facility: facilityName.get(doctor.homeFacilityId)!,
      districtIds: covered.get(doctor.id) ?? [],
    }));
  }

  private async cover(unit: Unit, doctorId: string, districtIds: readonly string[]): Promise<void> {
    await unit.manager.insert(
      DoctorDistrict,
      districtIds.map((districtId) => ({ doctorId, districtId })),
    );
  }
}

function columnsOf({ districtIds, scopes, ...registration }: Registration) {
  if (districtIds.length === 0 || scopes.length === 0) throw new CoversNothing();
  const { telephone, email, homeFacilityId, validUntil, language } = registration;
  const name = tidy(registration.name);
  const licenceNumber = tidy(registration.licenceNumber);
  return {
    name,
    licenceNumber,
    homeFacilityId,
    validUntil,
    language,
    scopes: [...scopes],
    telephone: telephone || null,
    email: email || null,
    searchText: folded(`${name} ${licenceNumber}`),
  };
}
