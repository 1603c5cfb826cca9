import { describe, expect, it } from 'vitest';
import {
  doctorToWaitFor,
  hoursWorked,
  isOnTheDay,
  type Presence,
  presenceAt,
} from '../../src/sessions/domain/attendance.js';

const at = (time: string) => Date.parse(`2022-12-19T${time}:00+08:00`);
const morning = { from: at('08:30'), to: at('12:00') };

describe('A session on the day', () => {
  it.each([
    ['06:59', {}, 'expected'],
    ['08:44', {}, 'expected'],
    ['08:45', {}, 'late'],
    ['09:29', {}, 'late'],
    ['09:30', {}, 'absent'],
    ['18:00', {}, 'absent'],
    ['07:10', { arrived: at('07:05') }, 'here'],
    ['10:00', { arrived: at('08:50') }, 'here'],
    ['11:31', { arrived: at('08:50'), left: at('11:30') }, 'left'],
    ['13:00', { arrived: at('08:50'), left: at('12:03') }, 'left'],
    // Who forgot to check out is not waited for all day.
    ['12:29', { arrived: at('08:50') }, 'here'],
    ['12:30', { arrived: at('08:50') }, 'left'],
    ['08:00', { calledOff: true }, 'called-off'],
    ['11:00', { calledOff: true }, 'called-off'],
    // Who had said no and came all the same is here.
    ['09:00', { calledOff: true, arrived: at('08:40') }, 'here'],
  ] as const)('at %s, %j, is %s', (time, attended, state) => {
    expect(presenceAt({ ...morning, ...attended }, at(time))).toBe(state);
  });

  it('ends for whoever never came, however short it was', () => {
    const short = { from: at('08:30'), to: at('09:00') };
    expect(presenceAt(short, at('08:59'))).toBe('late');
    expect(presenceAt(short, at('09:00'))).toBe('absent');
  });

  it.each<[string, readonly [Presence, string][], string | undefined]>([
    ['nobody was sent', [], undefined],
    ['one is here', [['here', '08:30']], '08:30'],
    [
      'one left and one comes',
      [
        ['left', '08:30'],
        ['expected', '13:30'],
      ],
      '13:30',
    ],
    [
      'one is late and one comes later',
      [
        ['expected', '13:30'],
        ['late', '08:30'],
      ],
      '08:30',
    ],
    [
      'two come',
      [
        ['expected', '18:00'],
        ['expected', '13:30'],
      ],
      '13:30',
    ],
    [
      'one did not come, one left later',
      [
        ['absent', '08:30'],
        ['left', '13:30'],
      ],
      '13:30',
    ],
    [
      'one called off and one never came',
      [
        ['called-off', '13:30'],
        ['absent', '08:30'],
      ],
      '08:30',
    ],
  ])('whom somebody waits for where %s', (_, sessions, wanted) => {
    const found = doctorToWaitFor(
      sessions.map(([presence, from]) => ({ presence, from: at(from), to: at(from) + 3_600_000 })),
    );
    expect(found?.from).toBe(wanted && at(wanted));
  });

  it('can be checked in to from 90 minutes before to three hours after', () => {
    expect(['06:59', '07:00', '15:00', '15:01'].map((time) => isOnTheDay(morning, at(time)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['on time', { arrived: at('08:20'), left: at('12:10') }, 3.5],
    ['late', { arrived: at('09:00'), left: at('12:00') }, 3],
    ['left early', { arrived: at('08:30'), left: at('11:15') }, 2.75],
    ['never checked out', { arrived: at('09:30') }, 2.5],
    ['never came', {}, 0],
    ['came after it was over', { arrived: at('12:30') }, 0],
  ] as const)('%s is paid by the time between', (_, attended, hours) => {
    expect(hoursWorked({ ...morning, ...attended })).toBe(hours);
  });
});
