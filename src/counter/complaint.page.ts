import { pinyin } from 'pinyin-pro';
import type { Language } from '../config/settings.js';
import { type Complaint, complaints, signsOf } from '../triage/domain/complaints.js';
import { translate } from '../web/language.js';
import type { Visit } from '../visits/visit.entity.js';

/** What the counter chooses a complaint from, each with the letters by which it is found: 头痛 is `tt`. */
export function complaintChoices(language: Language) {
  return complaints.map((complaint) => {
    const name = translate(language, `triage.complaints.${complaint}`);
    return { id: complaint, name: language === 'en' ? name : `${initialsOf(name)} ${name}` };
  });
}

const initialsOf = (name: string) =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** The questions of a complaint, with what was answered so far. */
export function signsPage(complaint: unknown, visit?: Pick<Visit, 'symptoms' | 'signsAsked'>) {
  const known = complaints.find((one): one is Complaint => one === complaint);
  const signs = known ? signsOf(known) : [];
  return {
    complaint: known,
    signs: signs.map((symptom, index) => ({
      symptom,
      key: index + 1,
      ticked: visit?.symptoms.includes(symptom),
    })),
    noSigns: { ticked: visit?.signsAsked && !signs.some((sign) => visit.symptoms.includes(sign)) },
  };
}
