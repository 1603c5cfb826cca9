import { refusal } from '../../web/domain/refusal.js';
import { gtin14 } from './gtin.js';

/** Neither a GTIN nor a traceability code. */
export const NoPackCode = refusal('no-pack-code', { kind: 'invalid', field: 'code' });

const gtinShape = /^\d{8}$|^\d{12,14}$/;
const traceability = /^(8\d{6})\d{13}$/;
const identification = /^8\d{6}$/;

/** Whether it is one of the 20 digits by which the state follows each box (药品追溯码; NMPA, 药品追溯码编码要求, 2019). */
export const isTraceability = (text: string): boolean => traceability.test(text);

/**
 * What of a scanned or typed text says which pack of which medicine it is: a GTIN as its 14 digits, or the seven by which
 * the traceability codes of that pack begin. Undefined for anything else.
 * @throws WrongGtin
 */
export function packCodeIn(text: string): string | undefined {
  if (gtinShape.test(text)) return gtin14(text);
  return traceability.exec(text)?.[1];
}

/** The same of what somebody types to have it learnt; the seven digits alone are enough. @throws WrongGtin @throws NoPackCode */
export function readPackCode(typed: string): string {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const code = identification.test(text) ? text : packCodeIn(text);
  if (!code) throw new NoPackCode();
  return code;
}
