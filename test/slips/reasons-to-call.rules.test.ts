import { describe, expect, it } from 'vitest';
import { reasonsToCall, type SlipReader } from '../../src/slips/domain/reasons-to-call.js';

const reader = (given: Partial<SlipReader>): SlipReader => ({
  ageMonths: 40 * 12,
  pregnant: false,
  conditions: [],
  ...given,
});
const everybody = ['breath', 'chest', 'confused', 'convulsion', 'stroke'];
const child = ['breath', 'confused', 'convulsion', 'childDrinks', 'childBreath', 'childRash'];

describe('When to call 120, on the slip', () => {
  it.each<[Partial<SlipReader>, string[]]>([
    [{}, everybody],
    [{ pregnant: true }, [...everybody, 'bleeding', 'headache', 'movements']],
    [{ ageMonths: 2 }, [...child.slice(0, 3), 'smallBaby', ...child.slice(3)]],
    [{ ageMonths: 3 }, child],
    [{ ageMonths: 16 * 12 - 1 }, child],
    [{ ageMonths: 16 * 12 }, everybody],
    [{ conditions: ['diabetes'] }, [...everybody, 'sugar', 'chronic']],
    [{ conditions: ['hypertension'] }, [...everybody, 'heart', 'chronic']],
    [{ conditions: ['lung'] }, [...everybody, 'lung', 'chronic']],
    [{ conditions: ['dialysis'] }, [...everybody, 'shivers', 'chronic']],
    [{ conditions: ['neurological'] }, [...everybody, 'chronic']],
    [{ conditions: ['unvaccinated', 'disabled'] }, everybody],
  ])('for %j', (given, reasons) => expect(reasonsToCall(reader(given))).toEqual(reasons));
});
