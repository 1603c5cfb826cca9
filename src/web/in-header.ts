/** A path as a header may hold it: whatever a name or a query brought in is written in its ASCII form. */
export const inHeader = (path: string): string => path.replace(/[^!-~]/gu, (letter) => encoded(letter));

function encoded(letter: string): string {
  try {
    return encodeURIComponent(letter);
  } catch {
    // Half of a pair of surrogates is no letter.
    return '';
  }
}
