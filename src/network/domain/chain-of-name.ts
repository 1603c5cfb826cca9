import { folded } from '../../values/text.js';

export interface ChainPatterns {
  readonly name: string;
  readonly namePatterns: readonly string[];
}

export interface ChainSuggestion {
  readonly pattern: string;
  readonly outlets: number;
  readonly examples: readonly string[];
}

/** The chain whose pattern an outlet's name holds; the longest pattern wins. */
export function chainOf(outletName: string, chains: readonly ChainPatterns[]): string | undefined {
  const name = folded(outletName);
  const matches = chains.flatMap((chain) =>
    chain.namePatterns
      .map(folded)
      .filter((pattern) => pattern && name.includes(pattern))
      .map((pattern) => ({ chain: chain.name, length: pattern.length })),
  );
  return matches.sort((a, b) => b.length - a.length)[0]?.chain;
}

const genericWords =
  /连锁|連鎖|健保|大药房|大藥局|药房|药店|藥局|藥師|药师|藥妝|中西|門市|门市|分公司|有限公司|店$/g;
/** A street, or a part of a number, is nobody's brand. */
const noBrand = /\d|[路街道巷里村]$/;
const fewestOutlets = 8;
const mostSuggestions = 12;
const lengths = [4, 3, 2];

/**
 * Parts that many outlet names share and that may be a chain's: an officer says which are.
 * A shorter part is not suggested beside a longer one that stands in nearly the same names.
 */
export function suggestedChains(outletNames: readonly string[]): ChainSuggestion[] {
  const bare = outletNames.map((name) => ({ name, core: folded(name).replace(genericWords, ' ') }));
  const found = new Map<string, string[]>();
  for (const { name, core } of bare) {
    for (const part of new Set(lengths.flatMap((length) => parts(core, length)))) {
      const names = found.get(part);
      if (names) names.push(name);
      else found.set(part, [name]);
    }
  }
  const common = [...found]
    .filter(([part, names]) => names.length >= fewestOutlets && !noBrand.test(part))
    .sort((a, b) => b[1].length - a[1].length);
  return common
    .filter(
      ([part, names]) =>
        !common.some(
          ([longer, among]) => longer !== part && longer.includes(part) && among.length > names.length * 0.8,
        ),
    )
    .slice(0, mostSuggestions)
    .map(([pattern, names]) => ({ pattern, outlets: names.length, examples: names.slice(0, 3) }));
}

function parts(core: string, length: number): string[] {
  return Array.from({ length: Math.max(0, core.length - length + 1) }, (_, i) =>
    core.slice(i, i + length),
  ).filter((part) => !part.includes(' '));
}
