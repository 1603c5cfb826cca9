import { firstDoseRules } from './dose-rule.js';
import { codeSources } from './warning.js';

/** The sources that have a sentence, `medicines.sources.<source>`. */
export const namedSources: ReadonlySet<string> = new Set([
  ...firstDoseRules.map(({ source }) => source),
  ...codeSources,
]);

/** The key of a source's sentence; undefined for one that the bureau wrote: it is shown as it was written. */
export const sourceKey = (source: string): string | undefined =>
  namedSources.has(source) ? `medicines.sources.${source}` : undefined;
