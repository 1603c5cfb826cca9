import { describe, expect, it } from 'vitest';
import { attendanceAt, hoursWorked, isOnTheDay } from '../../src/sessions/domain/attendance.js';

const at = (time: string) => Date.parse(`2022-12-19T${time}:00+08:00`);
const morning = { from: at('08:30'), to: at('12:00') };

describe('A session on the day', () => {
  it.each([
    ['06:59', {}, 'ahead'],
    ['07:00', {}, 'expected'],
    ['08:44', {}, 'expected'],
    ['08:45', {}, 'late'],
    ['09:29', {}, 'late'],
    ['09:30', {}, 'absent'],
    ['18:00', {}, 'absent'],
    ['10:00', { arrived: at('08:50') }, 'there'],
    ['13:00', { arrived: at('08:50'), left: at('12:03') }, 'left'],
  ] as const)('at %s, %j, is %s', (time, attended, state) => {
    expect(attendanceAt({ ...morning, ...attended }, at(time))).toBe(state);
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
