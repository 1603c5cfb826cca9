import type { Taker } from '../../medicines/domain/dose-rule.js';
import type { SafetyFact } from '../../medicines/domain/safety-facts.js';

interface Said {
  readonly facts?: readonly SafetyFact[];
  /** mg a day */
  readonly homeParacetamol?: number | null;
  readonly homeIbuprofen?: number | null;
}

/** What they say to take at home, as the rules see it. */
export const takenAtHome = ({
  facts = [],
  homeParacetamol,
  homeIbuprofen,
}: Said): Pick<Taker, 'facts' | 'homeMg'> => ({
  facts: [...facts].sort(),
  homeMg: {
    ...(homeParacetamol && { paracetamol: homeParacetamol }),
    ...(homeIbuprofen && { ibuprofen: homeIbuprofen }),
  },
});
