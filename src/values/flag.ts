import { tidy } from './text.js';

const yes = /^(true|1|y|yes|on|是|对|有|√|✓|✔)$/i;
const no = /^(false|0|n|no|off|否|不是|无|×|✗|✘)$/i;

/** Yes or no as people write it; undefined for anything else, and for a blank. */
export function flagOf(text: string): boolean | undefined {
  const plain = tidy(text);
  return yes.test(plain) ? true : no.test(plain) ? false : undefined;
}
