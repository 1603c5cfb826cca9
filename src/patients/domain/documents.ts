import { documentText } from '../../values/document.js';
import { readIdentityNumber } from './identity-number.js';

/**
 * Numbers of 18 characters by GB 11643: of residents, of residents of Hong Kong (81), Macao (82) and Taiwan (83), and of
 * foreign permanent residents since 2023 (9). All say a birth date and a sex, and have the same check character.
 */
const byStandard = /^\d{17}[\dX]$/;
/** A resident's number with a digit lost or doubled, or of the 15 digits that ended in 2013. */
const nearlyByStandard = /^\d{15,}X?$/;

interface Documents {
  readonly identityNumber?: string | null;
  readonly otherDocument?: string | null;
}

/**
 * A document's number as it is kept: one of 18 digits is checked; a passport, a birth certificate, the old permit of foreign
 * permanent residents (15 characters, from memory: letters first) is taken as it is written, folded.
 * @throws WrongIdentityNumber
 */
export function readDocument(text: string): string {
  const number = documentText(text);
  return nearlyByStandard.test(number) ? readIdentityNumber(number).number : number;
}

/** An identity number that was typed as another document is one all the same. */
export function withSortedDocuments<D extends Documents>(typed: D): D {
  const { identityNumber, otherDocument } = typed;
  if (identityNumber || !otherDocument) return typed;
  const number = documentText(otherDocument);
  return byStandard.test(number) ? { ...typed, identityNumber: number, otherDocument: null } : typed;
}
