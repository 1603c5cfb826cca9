import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/staff/actor.js';
import { Proposals } from '../../src/staff/proposals/proposals.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Counts } from '../../src/stock/counts/counts.service.js';
import { Disposals } from '../../src/stock/disposals/disposals.service.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Receivers } from '../../src/stock/recalls/receivers.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Stock } from '../../src/stock/stock.service.js';
import { Transfer, TransferLot } from '../../src/stock/transfers/transfer.entity.js';
import { Transfers } from '../../src/stock/transfers/transfers.service.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic } from '../support/clinic.js';
import { acting } from '../support/people.js';
import { approvedOutlet, entry, newKey, receive, however } from '../support/town.js';

describe('What is done with stock', () => {
  let clinic: Clinic;
  let north: string;
  let south: string;
  let nurse: Actor;
  let southerner: Actor;
  let medicineId: string;
  let runs = 0;

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  beforeEach(async () => {
    north = await approvedOutlet(clinic);
    south = await approvedOutlet(clinic);
    nurse = await acting(clinic, 'counter', [north]);
    southerner = await acting(clinic, 'counter', [south]);
    medicineId = await receive(clinic, north, 'PARA500', 100, { number: `lot ${++runs}` });
  });
  afterAll(() => clinic.close());

  const number = () => `LOT${runs}`;
  const lotAt = (outletId: string) => clinic.reader.of(Lot).findOneByOrFail({ outletId, number: number() });
  const give = (quantity: number) =>
    clinic
      .get(Visits)
      .log(north, entry(clinic, { ...however(quantity), medicines: [{ medicineId, quantity }] }), nurse);
  const asked = async (quantity: number) => {
    const id = newKey(clinic);
    const wish = { id, fromOutletId: north, toOutletId: south, medicineId, quantity };
    await clinic.get(Transfers).ask(wish, southerner);
    return id;
  };
  const sent = async (quantity: number) => {
    const id = await asked(quantity);
    await clinic.get(Transfers).agree(id, quantity, nurse);
    await clinic.get(Transfers).send(id, nurse);
    return id;
  };

  describe('A count', () => {
    const counts = () => clinic.get(Counts);
    const begin = (blind = false) => counts().start(north, { blind }, nurse);

    it('goes on alone: a second one is refused until the first is posted or given up', async () => {
      const id = await begin();
      await expect(begin()).rejects.toMatchObject({ code: 'count-goes-on' });
      await counts().cancel(north, id, nurse);
      await begin();
    });

    it('keeps what moved after a lot was counted', async () => {
      const id = await begin();
      const lot = await lotAt(north);
      await counts().count(north, id, lot.id, 90, nurse);
      await give(30);
      await counts().explain(north, id, lot.id, { reason: 'damaged' }, nurse);
      await counts().post(north, id, { rest: false }, nurse);
      expect(await lotAt(north)).toMatchObject({ onHand: 60 });
      const movement = await clinic.reader.of(Movement).findOneByOrFail({ outletId: north, kind: 'count' });
      expect(movement).toMatchObject({ quantity: -10, reason: 'damaged', documentId: id });
      await expect(clinic.get(Stock).reverse(north, movement.id, nurse)).rejects.toMatchObject({
        code: 'belongs-to-document',
      });
      await expect(counts().post(north, id, { rest: false }, nurse)).rejects.toMatchObject({
        code: 'not-the-time',
      });
    });

    it('is asked for again where more has left since than it says was there', async () => {
      const id = await begin();
      const lot = await lotAt(north);
      await counts().count(north, id, lot.id, 10, nurse);
      await counts().explain(north, id, lot.id, { reason: 'lost' }, nurse);
      await give(30);
      await expect(counts().post(north, id, { rest: false }, nurse)).rejects.toMatchObject({
        code: 'recount-needed',
        values: { number: number() },
      });
      expect(await lotAt(north)).toMatchObject({ onHand: 70 });
      await counts().count(north, id, lot.id, 65, nurse);
      await counts().explain(north, id, lot.id, { reason: 'lost' }, nurse);
      await counts().post(north, id, { rest: false }, nurse);
      expect(await lotAt(north)).toMatchObject({ onHand: 65 });
    });

    it('wants every lot counted and every difference explained', async () => {
      await receive(clinic, north, 'IBU200', 5);
      const id = await begin();
      const lot = await lotAt(north);
      await counts().count(north, id, lot.id, 99, nurse);
      const post = (rest: boolean) => counts().post(north, id, { rest }, nurse);
      await expect(post(false)).rejects.toMatchObject({ code: 'count-incomplete', values: { count: 1 } });
      await expect(post(true)).rejects.toMatchObject({
        code: 'difference-unexplained',
        values: { count: 1 },
      });
    });

    it('finds a lot that the ledger knows nothing of', async () => {
      const id = await begin();
      const found = { medicineId, number: 'forgotten', expiresOn: '2024-03-31' };
      await counts().find(north, id, found, 12, nurse);
      const lot = await clinic.reader.of(Lot).findOneByOrFail({ outletId: north, number: 'FORGOTTEN' });
      await counts().explain(north, id, lot.id, { reason: 'unrecorded-delivery' }, nurse);
      await counts().post(north, id, { rest: true }, nurse);
      expect(await clinic.reader.of(Lot).findOneByOrFail({ id: lot.id })).toMatchObject({ onHand: 12 });
    });

    it('is nobody’s of another outlet', async () => {
      const id = await begin();
      const lot = await lotAt(north);
      await expect(counts().count(south, id, lot.id, 1, southerner)).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(counts().count(north, id, lot.id, 1, southerner)).rejects.toMatchObject({
        code: 'not-found',
      });
    });
  });

  describe('A transfer', () => {
    const transfers = () => clinic.get(Transfers);

    it('lets each end take its own steps, and only them', async () => {
      const id = await asked(20);
      await expect(transfers().agree(id, 20, southerner)).rejects.toMatchObject({ code: 'not-found' });
      await expect(transfers().send(id, nurse)).rejects.toMatchObject({ code: 'not-the-time' });
      await expect(transfers().agree(id, 21, nurse)).rejects.toMatchObject({ code: 'more-than-asked' });
      await transfers().agree(id, 15, nurse);
      await expect(transfers().send(id, southerner)).rejects.toMatchObject({ code: 'not-found' });
      await transfers().send(id, nurse);
      expect(await lotAt(north)).toMatchObject({ onHand: 85 });
      await expect(transfers().cancel(id, undefined, southerner)).rejects.toMatchObject({
        code: 'not-the-time',
      });
      await expect(transfers().receive(id, new Map(), nurse)).rejects.toMatchObject({ code: 'not-found' });
      await transfers().receive(id, new Map(), southerner);
      expect(await lotAt(south)).toMatchObject({ onHand: 15 });
    });

    it('sent by two at once leaves once', async () => {
      const id = await asked(40);
      await transfers().agree(id, 40, nurse);
      const results = await Promise.allSettled([transfers().send(id, nurse), transfers().send(id, nurse)]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await lotAt(north)).toMatchObject({ onHand: 60 });
      expect(await clinic.reader.of(TransferLot).countBy({ transferId: id })).toBe(1);
    });

    it('of more than there is by then stays agreed', async () => {
      const id = await asked(90);
      await transfers().agree(id, 90, nurse);
      await give(20);
      await expect(transfers().send(id, nurse)).rejects.toMatchObject({ code: 'not-enough-stock' });
      expect(await clinic.reader.of(Transfer).findOneByOrFail({ id })).toMatchObject({ state: 'agreed' });
    });
  });

  describe('A recall', () => {
    const recalls = () => clinic.get(Recalls);
    const announce = () =>
      recalls().announce({ medicineId, number: ` lot ${runs}`, reason: 'impure' }, programActing);

    it('reaches what is on its way: it arrives blocked, and the recall is not done before', async () => {
      const transferId = await sent(30);
      const id = await announce();
      await expect(give(1)).rejects.toMatchObject({ code: 'not-enough-stock' });
      const lot = await lotAt(north);
      await clinic.get(Stock).return(north, lot.id, { id: newKey(clinic), quantity: 70 }, nurse);
      await expect(recalls().close(id, programActing)).rejects.toMatchObject({
        code: 'recall-not-done',
        values: { count: 30 },
      });
      await clinic.get(Transfers).receive(transferId, new Map(), southerner);
      expect(await lotAt(south)).toMatchObject({ onHand: 30, recallId: id });
      await expect(recalls().close(id, programActing)).rejects.toMatchObject({ code: 'recall-not-done' });
    });

    it('still knows who received it after a correction that changes no quantity', async () => {
      const { visit } = await give(10);
      const id = await announce();
      const medicines = [{ medicineId, quantity: 10, directions: 'after meals' }];
      const corrected = { ...entry(clinic), medicines, version: 1, reason: 'directions were missing' };
      await clinic.get(Corrections).correct(north, visit.id, corrected, nurse);
      expect(await lotAt(north)).toMatchObject({ onHand: 90, recallId: id });
      const receivers = await clinic.get(Receivers).receivedOf(id, nurse.reach, 0, 10);
      expect(receivers).toMatchObject([{ visitId: visit.id, units: 10 }]);
    });

    it('leaves one way out only for what lies there: returned or destroyed', async () => {
      await announce();
      const lot = await lotAt(north);
      const adjustment = { id: newKey(clinic), change: -20, reason: 'lost' as const };
      await expect(clinic.get(Stock).adjust(north, lot.id, adjustment, nurse)).rejects.toMatchObject({
        code: 'lot-blocked',
      });
      const received = await clinic.reader.of(Movement).findOneByOrFail({ lotId: lot.id, kind: 'receive' });
      await expect(clinic.get(Stock).reverse(north, received.id, nurse)).rejects.toMatchObject({
        code: 'lot-blocked',
      });
    });

    /** The program proposes that a recall is lifted, and somebody approves it. */
    async function liftedBy(officer: Actor, recallId: string): Promise<void> {
      await recalls().proposeLifting(recallId, 'The notice was of another lot', programActing);
      const proposal = await clinic.get(Proposals).waitingFor(recallId);
      expect(await lotAt(north)).toMatchObject({ recallId });
      await clinic.get(Proposals).approve(proposal!.id, officer);
    }

    it('is made once, and lifted when it was a mistake', async () => {
      const results = await Promise.allSettled([announce(), announce()]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const { recallId } = await lotAt(north);
      await liftedBy(await acting(clinic, 'officer'), recallId!);
      expect(await lotAt(north)).toMatchObject({ recallId: null });
      await give(1);
      await expect(recalls().proposeLifting(recallId!, 'again', programActing)).rejects.toMatchObject({
        code: 'recall-over',
      });
      await announce();
    });
  });

  it('is destroyed with a second name: a colleague of the same outlet, and not oneself', async () => {
    const lot = await lotAt(north);
    const disposal = { id: newKey(clinic), quantity: 10, reason: 'damaged' as const };
    const destroy = (witness: Actor) =>
      clinic.get(Disposals).destroy(north, lot.id, disposal, nurse, [witness]);
    for (const witness of [nurse, southerner, await acting(clinic, 'officer')])
      await expect(destroy(witness)).rejects.toMatchObject({ code: 'second-name-needed' });
    const colleague = await acting(clinic, 'counter', [north]);
    await Promise.all([destroy(colleague), destroy(colleague)]);
    expect(await lotAt(north)).toMatchObject({ onHand: 90 });
    expect(
      await clinic.reader.of(Movement).findOneByOrFail({ kind: 'destroy', lotId: lot.id }),
    ).toMatchObject({
      by: nurse.id,
      witnessId: colleague.id,
    });
  });
});
