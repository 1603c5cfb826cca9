import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithoutServer } from '../../src/app.setup.js';
import { seedIfEmpty } from '../../src/demo/seed-if-empty.js';
import { readSettings } from '../../src/config/settings.js';
import { diversionClasses } from '../../src/episodes/domain/diversion.js';
import { Episode, EpisodeDay } from '../../src/episodes/episode.entity.js';
import { Episodes } from '../../src/episodes/episodes.service.js';
import { DiversionQueries } from '../../src/insight/diversion.queries.js';
import { EpisodeRecount } from '../../src/insight/episode-recount.js';
import { CapacityReport } from '../../src/facilities/capacity.entity.js';
import { Facility } from '../../src/facilities/facility.entity.js';
import { whyNot } from '../../src/referrals/domain/where-to.js';
import { Referral, ReferralTurn } from '../../src/referrals/referral.entity.js';
import { Referrals } from '../../src/referrals/referrals.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Recount } from '../../src/visits/recount.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Clinic } from '../support/clinic.js';
import { freshDatabase } from '../support/database.js';

/** The wave's peak: 22 and 23 December 2022 (FIELD, section 7). The evening after it. */
const evening = new Date('2022-12-23T12:00:00Z');

describe('Two weeks and more of a wave over the demo city', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    const DATABASE_URL = await freshDatabase();
    const secret = 'a secret that is long enough for tests';
    const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL, SESSION_SECRET: secret });
    await seedIfEmpty(settings, openWithoutServer, evening);
    clinic = await Clinic.open({ DATABASE_URL });
    clinic.clock.set(evening);
    await clinic.get(Referrals).sweep();
    await clinic.get(Episodes).sweep();
  }, 300_000);
  afterAll(() => clinic.close());

  it('has visits of all levels, and a rising wave', async () => {
    const visits = await clinic.reader.of(Visit).find();
    expect(visits.length).toBeGreaterThan(600);
    expect(new Set(visits.map(({ level }) => level)).size).toBe(4);
    const on = (day: string) => visits.filter((visit) => visit.on === day).length;
    expect(on('2022-12-22')).toBeGreaterThan(1.5 * on('2022-12-08'));
  });

  it('every visit belongs to an episode, and every fever episode is in exactly one class', async () => {
    expect((await clinic.reader.of(Visit).find()).filter(({ episodeId }) => !episodeId)).toEqual([]);
    const episodes = await clinic.reader.of(Episode).findBy({ fever: true });
    expect(new Set(episodes.map((one) => one.class)).size).toBeGreaterThan(4);
    const days = await clinic.reader.of(EpisodeDay).find();
    const counted = diversionClasses.map((one) => days.reduce((sum, day) => sum + day[one], 0));
    expect(counted.reduce((sum, count) => sum + count)).toBe(episodes.length);
    for (const [n, one] of diversionClasses.entries())
      expect(counted[n]).toBe(episodes.filter((episode) => episode.class === one).length);
  });

  it('a recount from the visits, follow-ups and referrals finds no difference', async () => {
    expect(await clinic.get(Recount).differences()).toEqual([]);
    expect(await clinic.get(EpisodeRecount).differences()).toEqual([]);
  });

  it('a recount finds a class and a figure that are wrong', async () => {
    const episode = await clinic.reader.of(Episode).findOneByOrFail({ fever: true, class: 'presumed' });
    await clinic.writer.getRepository(Episode).update({ id: episode.id }, { class: 'confirmed' });
    const found = await clinic.get(EpisodeRecount).differences();
    expect(found).toHaveLength(1);
    expect(found[0]!.figure).toContain(`${episode.id}: confirmed, by its facts presumed`);
    await clinic.writer.getRepository(Episode).update({ id: episode.id }, { class: 'presumed' });
    const { outletId, startedOn: on } = episode;
    const before = await clinic.reader.of(EpisodeDay).findOneByOrFail({ outletId, on });
    await clinic.writer.getRepository(EpisodeDay).update({ outletId, on }, { presumed: before.presumed + 3 });
    expect(await clinic.get(EpisodeRecount).differences()).toEqual([
      { outletId, on, figure: 'presumed', kept: before.presumed + 3, counted: before.presumed },
    ]);
    await clinic.writer.getRepository(EpisodeDay).update({ outletId, on }, { presumed: before.presumed });
  });

  it('nobody was sent where it was full, closed, stale or not enough at the time', async () => {
    const turns = await clinic.reader.of(ReferralTurn).find();
    const referrals = new Map((await clinic.reader.of(Referral).find()).map((one) => [one.id, one]));
    const facilities = new Map((await clinic.reader.of(Facility).find()).map((one) => [one.id, one]));
    const reports = await clinic.reader.of(CapacityReport).find({ order: { reportedAt: 'ASC' } });
    const sent = turns.filter(({ to }) => to === 'sent');
    expect(sent.length).toBeGreaterThan(20);
    const wrong = sent.flatMap(({ referralId, facilityId, at }) => {
      const capacity = reports.findLast((one) => one.facilityId === facilityId && one.reportedAt <= at);
      const why = whyNot({ ...facilities.get(facilityId!)!, capacity }, referrals.get(referralId)!, at);
      return why ? [{ referralId, at, why }] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('the page’s figures are those of the lists behind them', async () => {
    const scope = { from: '2022-12-10', to: '2022-12-23' };
    const { reach } = programActing;
    const queries = clinic.get(DiversionQueries);
    const { classes, rate, days, feverVisits, referralTotal } = await queries.of(scope, reach);
    for (const one of diversionClasses) {
      expect(await queries.countEpisodes(scope, one, reach)).toBe(classes[one]);
      expect((await queries.episodes(scope, one, reach, 0, 10_000)).length).toBe(classes[one]);
    }
    expect(rate.numerator).toBe(classes.confirmed + classes.presumed);
    expect(days).toHaveLength(14);
    expect(days.every(({ waiting }) => waiting !== null)).toBe(true);
    const visits = await clinic.reader.of(Visit).findBy({ fever: true });
    expect(visits.filter(({ on }) => on >= scope.from && on <= scope.to)).toHaveLength(feverVisits);
    expect(referralTotal).toBeGreaterThan(10);
  });
});
