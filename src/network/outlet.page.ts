import { weekdayOf } from '../config/domain/calendar.js';
import { actsFrom, approvalSteps, type ApprovalAct } from './domain/approval.js';
import { slots, slotTimes, type Week, weekSays } from './domain/opening-hours.js';
import type { OpeningException } from './outlet.entity.js';
import type { OutletLine } from './outlets.service.js';

/** The week's sessions as a table of three rows of seven days. */
export function weekTable(week: Week | null) {
  return slots.map((slot) => ({
    slot,
    times: `${slotTimes[slot].from}–${slotTimes[slot].to}`,
    days: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({
      weekday,
      open: week !== null && weekSays(week, weekday, slot),
    })),
  }));
}

/** What may be done next with an outlet's approval, and what each step asks for. */
export function nextSteps(outlet: OutletLine, mayApply: boolean, mayApprove: boolean) {
  const allowed = (act: ApprovalAct) => (act === 'apply' ? mayApply : mayApprove);
  return actsFrom(outlet.state)
    .filter(allowed)
    .map((act) => ({
      act,
      needsReason: approvalSteps[act].needsReason ?? false,
      // What was seen there is kept with the step, also where nothing was wrong.
      takesFindings: act === 'inspect',
      needsNumber: act === 'approve',
      grave: act === 'revoke' || act === 'suspend' || act === 'decline',
    }));
}

/** Dated exceptions, one line a day and direction. */
export function exceptionLines(exceptions: readonly OpeningException[]) {
  return exceptions.map((exception) => ({ ...exception, weekday: weekdayOf(exception.on) }));
}
