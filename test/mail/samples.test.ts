import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertKinds } from '../../src/alerts/domain/kinds.js';
import { languages } from '../../src/config/settings.js';
import { MailSamples } from '../../src/mail/samples/samples.js';
import { sentencesOf } from '../../src/web/language.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';

/** Keys of the sentences that are subjects of mails. */
function subjects(sentences: object, prefix = ''): string[] {
  return Object.entries(sentences).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? /^subject(_other)?$/.test(key) && /mail/i.test(prefix)
        ? [prefix + 'subject']
        : []
      : subjects(value as object, `${prefix}${key}.`),
  );
}

describe('The samples of mails', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  it('are of every mail: no subject is written that no sample has', () => {
    const samples = clinic.get(MailSamples).all();
    const names = samples.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const said = samples.map(
      ({ letter }) => letter({ email: 'a@clinic.example', language: 'en' }).subject.key,
    );
    const kinds = alertKinds.map((kind) => `alerts.mails.${kind}.subject`);
    expect(names).toEqual(expect.arrayContaining(alertKinds.map((kind) => `alert-${kind}`)));
    const all = subjects(sentencesOf('en'));
    expect(all.length).toBeGreaterThan(35);
    expect(all.filter((key) => !said.includes(key) && !kinds.includes(key))).toEqual([]);
    const approvals = ['applied', 'approved', 'declined', 'suspended', 'reopened', 'revoked'];
    expect(said).toEqual(expect.arrayContaining(approvals.map((step) => `notices.approval.${step}`)));
  });

  it('read well in both languages: every value is there, units by their word, days as people write them', () => {
    const samples = clinic.get(MailSamples);
    for (const language of languages)
      for (const sample of samples.all()) {
        const { subject, text, html } = samples.written(sample, language);
        const what = `${sample.name} ${language}: ${subject}\n${text}`;
        for (const part of [subject, text, html]) {
          expect(part.trim(), what).not.toBe('');
          expect(part, what).not.toMatch(/\{\{|\$t\(|undefined|null|NaN|\[object/);
          // Keys of sentences, days as a database writes them, 1 days, and units without their word.
          const read = part.replace(/https?:\S+/g, '').replace(/\S+@\S+/g, '');
          expect(read, what).not.toMatch(/\b(?:alerts|referrals|notices|roster|consultations)\.\w+/);
          expect(read, what).not.toMatch(/\b\d{4}-\d\d-\d\d\b/);
          expect(read, what).not.toMatch(/\b1 (?:days|sessions|changes|capsules|minutes)\b|单位/);
        }
        if (language === 'zh-CN') expect(subject, what).toMatch(/[\u4e00-\u9fff]/);
      }
    const of = (name: string) => {
      const sample = samples.all().find((one) => one.name === name)!;
      return samples.written(sample, 'en').text;
    };
    expect(of('alert-recalled')).toMatch(
      /35 capsules[\s\S]*B2201[\s\S]*30 Jun 2023[\s\S]*国家药监局召回通告/,
    );
    expect(of('transfer-agreed')).toContain('12 capsules');
    expect(of('session-assigned')).toContain('Mon 26 Dec');
    expect(of('invitation')).toMatch(/7 days[\s\S]*周敏[\s\S]*Counter[\s\S]*安康药房文昌西路店/);
  });

  it('are pages that run nothing', async () => {
    const admin = await signedIn(clinic, 'admin');
    const index = (await admin.get('/mailbox/samples')).body;
    const paths = [...index.matchAll(/href="(\/mailbox\/samples\/[^"]+)"/g)].map(([, path]) => path!);
    expect(paths).toHaveLength(clinic.get(MailSamples).all().length);
    for (const path of paths.slice(0, 5)) {
      expect((await admin.get(path)).status).toBe(200);
      const sheet = await admin.get(`${path}/en`);
      expect(sheet.headers['content-security-policy']).toContain('sandbox');
    }
    expect((await admin.get('/mailbox/samples/nothing')).status).toBe(404);
  });
});
