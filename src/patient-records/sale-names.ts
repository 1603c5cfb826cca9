import type { PatientFacts } from '../patients/patient-facts.js';
import type { RestrictedSale } from '../selling/selling-limit.entity.js';
import type { SaleNames } from '../selling/sold-to.js';

/** The number that is a patient's own, as sales know it; null for one who has none. */
export const ownNumber = ({
  identityNumber,
  otherDocument,
}: Pick<PatientFacts, 'identityNumber' | 'otherDocument'>): string | null => identityNumber ?? otherDocument;

/**
 * In whose names the sales of one patient's visits stand, now that their own number is another, so that a limit counts all
 * that one person had. Whoever else stood at the counter stays in the register, a guardian or who was sent.
 * @returns those that change
 */
export function renamedSales(
  sales: readonly RestrictedSale[],
  was: string | null,
  is: string | null,
): SaleNames[] {
  if (is === null || is === was) return [];
  return sales.flatMap(({ id, buyerNumber: buyer, forNumber: before }) => {
    const buyerNumber = buyer === was ? is : buyer;
    const forNumber = buyerNumber === is ? null : is;
    return buyerNumber === buyer && forNumber === before ? [] : [{ id, buyerNumber, forNumber }];
  });
}
