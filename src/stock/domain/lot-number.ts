/** A lot number as it is kept: in capitals, in half-width characters, without blanks. */
export const lotNumber = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
