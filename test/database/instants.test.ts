import { And, LessThan, MoreThan } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theProgram } from '../../src/database/act.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { Clinic } from '../support/clinic.js';

describe('An instant in a condition', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  const limit = new Date('2022-12-19T01:30:00Z');

  it('is written as its column is, or refused: otherwise it would compare wrongly on the day of its limit', async () => {
    const mails = clinic.reader.of(Mail);
    expect(await mails.findBy({ writtenAt: MoreThan(limit) })).toEqual([]);
    await expect(mails.findBy({ writtenAt: And(MoreThan(limit), LessThan(limit)) })).rejects.toThrow(
      'not written',
    );
    const update = clinic
      .get(UnitOfWork)
      .run(theProgram, (unit) =>
        unit.manager.update(Mail, { writtenAt: MoreThan(limit) }, { state: 'sent' }),
      );
    await expect(update).rejects.toThrow('not written');
  });
});
