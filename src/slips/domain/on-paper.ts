import type { Fired } from '../../triage/domain/assess.js';
import type { Complaint } from '../../triage/domain/complaints.js';
import { isQuiet } from '../../triage/domain/quiet-signs.js';
import type { Symptom } from '../../triage/domain/symptoms.js';

interface Found {
  readonly symptoms: Symptom[];
  readonly complaint: Complaint | null;
  readonly triage: { readonly fired: readonly Fired[] } | null;
}

const saysQuiet = ({ rule }: Fired) =>
  rule === 'complaint-mind' || isQuiet(rule.replace(/^sign-/, '') as Symptom);

/** A visit as it may stand on paper, which others find: without what is said quietly. On the screen it stands whole. */
export function onPaper<V extends Found>(visit: V): V {
  return {
    ...visit,
    symptoms: visit.symptoms.filter((symptom) => !isQuiet(symptom)),
    complaint: visit.complaint === 'mind' ? null : visit.complaint,
    triage: visit.triage && { ...visit.triage, fired: visit.triage.fired.filter((one) => !saysQuiet(one)) },
  };
}
