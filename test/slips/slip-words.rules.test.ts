import { readFileSync } from 'node:fs';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { describe, expect, it } from 'vitest';

/** The school grade in which somebody reads it: reading age 12 is grade 7. */
const grade = 7;

function gradeOf(sentence: string): number {
  const words = sentence.match(/[A-Za-z0-9’']+/g) ?? [];
  return fleschKincaid({
    sentence: Math.max(1, sentence.split(/[.;:!?]\s/).length),
    word: words.length,
    syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
  });
}

const slip = JSON.parse(readFileSync('views/locales/en/slips.json', 'utf8')) as Record<
  string,
  string | Record<string, string>
>;

describe('The slip’s English', () => {
  const begins: Record<string, string> = { call: 'Call 120 at once if ', back: 'Come back if ' };
  const sentences = Object.entries(slip).flatMap(([group, said]) =>
    typeof said === 'string' ? [said] : Object.values(said).map((end) => (begins[group] ?? '') + end),
  );

  it.each(sentences.filter((sentence) => sentence.split(' ').length > 3))('is plain: %s', (sentence) =>
    expect(gradeOf(sentence)).toBeLessThanOrEqual(grade),
  );

  it('is measured by what tells plain from hard', () => {
    expect(gradeOf('Discontinue administration immediately upon respiratory deterioration.')).toBeGreaterThan(
      15,
    );
    expect(gradeOf('Call 120 at once if your chest hurts.')).toBeLessThan(3);
  });
});
