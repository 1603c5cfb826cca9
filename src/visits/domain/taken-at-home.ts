import type { Taker } from '../../medicines/domain/dose-rule.js';
import type { SafetyFact } from '../../medicines/domain/safety-facts.js';

interface Said {
  readonly facts?: readonly SafetyFact[];
  /** mg a day */
  readonly homeParacetamol?: number | null;
  readonly homeIbuprofen?: number | null;
}

/**
 * What they say to take at home, as the rules see it: who says how much paracetamol is held to the sum of both; who says
 * only that they take some is a doctor's. Of painkillers of one kind any second one is, whatever the sum.
 */
export function takenAtHome({
  facts = [],
  homeParacetamol,
  homeIbuprofen,
}: Said): Pick<Taker, 'facts' | 'homeMg'> {
  const isSaid = (fact: SafetyFact) => fact === 'takes-paracetamol' && homeParacetamol;
  return {
    facts: facts.filter((fact) => !isSaid(fact)).sort(),
    homeMg: {
      ...(homeParacetamol && { paracetamol: homeParacetamol }),
      ...(homeIbuprofen && { ibuprofen: homeIbuprofen }),
    },
  };
}
