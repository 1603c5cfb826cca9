import { tidy } from './text.js';

/** A document's number as one person has it, however it was typed: `e 1234-5678` is `E12345678`. */
export const documentText = (text: string): string => tidy(text).replace(/[\s-]/g, '').toUpperCase();
