import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DoseRules } from '../../src/medicines/dose-rules.service.js';
import type { DoseRule } from '../../src/medicines/domain/dose-rule.js';
import { KeptDoseRule } from '../../src/medicines/dose-rule.entity.js';
import type { Actor } from '../../src/staff/actor.js';
import { programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Proposals } from '../../src/staff/proposals/proposals.service.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Recall } from '../../src/stock/recalls/recall.entity.js';
import { Clinic } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { told } from '../support/told.js';
import { approvedOutlet, district, receive } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('A change that needs two people', () => {
  let clinic: Clinic;
  let first: Actor;
  let second: Actor;
  let visitor: Visitor;
  let rule: KeptDoseRule;

  beforeAll(async () => {
    clinic = await Clinic.open();
    [first, second] = [await acting(clinic, 'officer'), await acting(clinic, 'officer')];
    visitor = await signedIn(clinic, 'admin');
    rule = await clinic.reader.of(KeptDoseRule).findOneByOrFail({ ingredient: 'ibuprofen', forbidden: true });
  });
  afterAll(() => clinic.close());

  const proposals = () => clinic.get(Proposals);
  const kept = (id: string) => clinic.reader.of(KeptDoseRule).findOneByOrFail({ id });
  const { id: _id, ...plain } = {} as KeptDoseRule;
  const factsOf = ({ id: _key, ...facts }: KeptDoseRule): DoseRule => ({ ...plain, ...facts });

  it('changes nothing until another has approved, and is done in that moment', async () => {
    const changed = { ...factsOf(rule), toMonths: 3, source: 'Label of 2026' };
    await clinic.get(DoseRules).proposeChange(rule.id, changed, first);
    expect(await kept(rule.id)).toEqual(rule);
    const { id } = (await proposals().waitingFor(rule.id))!;
    await expect(proposals().approve(id, first)).rejects.toMatchObject({ code: 'own-proposal' });
    expect(await kept(rule.id)).toEqual(rule);

    const page = textOf((await visitor.get('/proposals')).body);
    expect(page).toContain('Change of a dose rule: ibuprofen');
    expect(page).toContain(`${rule.toMonths} → 3`);
    const { status } = await visitor.post(`/proposals/${id}/approval`);
    expect(status).toBe(303);
    expect(await kept(rule.id)).toEqual({ id: rule.id, ...changed });
    // What was decided still says what it changed.
    expect(textOf((await visitor.get('/proposals')).body)).toContain(`${rule.toMonths} → 3`);
    const acts = await clinic.reader.of(AuditRecord).findBy({ subjectId: rule.id });
    expect(acts.map(({ act }) => act).sort()).toEqual([
      'dose-rule.changed',
      'proposal.approved',
      'proposal.made',
    ]);
  });

  it('is told to everybody who may be the second, and not to the first', async () => {
    const letters = await told(clinic, { cause: 'proposal.made' });
    const recipients = letters.map(({ recipient }) => recipient);
    expect(recipients).toContain(second.email);
    expect(recipients).not.toContain(first.email);
    expect(letters[0]!.text).toContain('Label of 2026');
  });

  it('is one at a time, and goes away when it is rejected or taken back', async () => {
    const before = await kept(rule.id);
    const propose = (toMonths: number, by: Actor) =>
      clinic.get(DoseRules).proposeChange(rule.id, { ...factsOf(before), toMonths }, by);
    await propose(4, first);
    await expect(propose(5, second)).rejects.toMatchObject({ code: 'proposal-waits' });
    await proposals().reject((await proposals().waitingFor(rule.id))!.id, first);
    await propose(5, second);
    const { id } = (await proposals().waitingFor(rule.id))!;
    await proposals().reject(id, first);
    await expect(proposals().approve(id, first)).rejects.toMatchObject({ code: 'proposal-decided' });
    expect(await kept(rule.id)).toEqual(before);
  });

  it('is decided once, however many approve at the same moment', async () => {
    const rest = { fromMgPerKg: null, toMgPerKg: null, mostDoseMg: 5, mostTimes: 1, mostDayMg: 5 };
    const pace = { leastHours: null, mostDays: null };
    const fresh = {
      ...rest,
      ...pace,
      ingredient: 'zinc',
      fromMonths: 6,
      toMonths: null,
      liverIll: false,
      forbidden: false,
    };
    await clinic.get(DoseRules).proposeNew({ ...fresh, source: 'WHO' }, first);
    const [proposal] = (await proposals().waiting()).filter(({ kind }) => kind === 'dose-rule.add');
    expect(await clinic.reader.of(KeptDoseRule).countBy({ ingredient: 'zinc' })).toBe(0);
    const approvers = [second, await acting(clinic, 'officer'), await acting(clinic, 'admin')];
    const results = await Promise.allSettled(approvers.map((by) => proposals().approve(proposal!.id, by)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await clinic.reader.of(KeptDoseRule).countBy({ ingredient: 'zinc' })).toBe(1);
    await expect(clinic.get(DoseRules).proposeNew({ ...fresh, source: 'WHO' }, first)).rejects.toMatchObject({
      code: 'rule-taken',
    });
  });

  it('is refused whole where the act itself is refused: a recall that is over is not lifted', async () => {
    const medicineId = await receive(clinic, await approvedOutlet(clinic), 'PARA500', 10, { number: 'BAD1' });
    await clinic.get(Recalls).announce({ medicineId, number: 'BAD2', reason: 'glass' }, programActing);
    const { id } = await clinic.reader.of(Recall).findOneByOrFail({ number: 'BAD2' });
    await clinic.get(Recalls).proposeLifting(id, 'The notice named another lot', first);
    const proposal = (await proposals().waitingFor(id))!;
    await clinic.get(Recalls).close(id, second);
    await expect(proposals().approve(proposal.id, second)).rejects.toMatchObject({ code: 'recall-over' });
    expect(await proposals().waitingFor(id)).toMatchObject({ decidedAt: null });
  });

  it('is not shown to an officer of some districts, nor decided by one', async () => {
    const officer = await signedIn(clinic, 'officer', [await district(clinic)]);
    const refused = await officer.get('/proposals');
    expect(refused.status).toBe(403);
    expect(textOf(refused.body)).toContain('an officer without districts does it');
    expect((await officer.post(`/dose-rules/${rule.id}`, {})).status).toBe(403);
  });
});
