import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../../src/database/keys.js';
import { Medicine } from '../../src/medicines/medicine.entity.js';
import { Outlet } from '../../src/network/outlet.entity.js';
import { Clinic } from '../support/clinic.js';

describe('What is remembered of statements and keys', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  it('is the same text at the second asking, whatever the values', () => {
    const text = (nameEn: string) =>
      clinic.reader.of(Medicine).createQueryBuilder('it').where('it.nameEn = :nameEn', { nameEn }).getQuery();
    expect(text('one')).toContain('"it"."name_en"');
    expect(text('another')).toBe(text('one'));
  });

  it('is another text for another entity of the same alias, and for the same words in another order', () => {
    const outlet = clinic.reader.of(Outlet).createQueryBuilder('it').where('it.licenceNumber = 1');
    const medicine = clinic.reader.of(Medicine).createQueryBuilder('it').where('it.licenceNumber = 1');
    expect(outlet.getQuery()).toContain('"it"."licence_number" = 1');
    // A medicine has no such column: the name stays as it was typed.
    expect(medicine.getQuery()).toContain('it.licenceNumber = 1');
    expect(outlet.orderBy('it.licenceNumber').getQuery()).toContain('ORDER BY "it"."licence_number"');
  });

  it('is no key twice, however many are made in one millisecond', () => {
    const keys = new Keys();
    const at = new Date('2026-12-01T00:00:00Z');
    const made = Array.from({ length: 5_000 }, () => keys.next(at));
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((key) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/.test(key))).toBe(true);
    // Random in all its places: no byte is the same in all of them.
    for (const place of [19, 24, 30, 35])
      expect(new Set(made.map((key) => key[place])).size).toBeGreaterThan(2);
  });
});
