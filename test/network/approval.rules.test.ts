import { describe, expect, it } from 'vitest';
import {
  actsFrom,
  approvalActs,
  approvalStates,
  approvalSteps,
  isApproved,
  stateAfter,
  WrongStep,
} from '../../src/network/domain/approval.js';

describe('An approval', () => {
  it('reaches every state from being registered', () => {
    const reached = new Set(['registered']);
    for (const _ of approvalStates) {
      for (const { from, to } of Object.values(approvalSteps))
        if (from.some((state) => reached.has(state))) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...approvalStates].sort());
  });

  it('takes the steps of the table and no other', () => {
    const allowed = approvalStates.flatMap((state) =>
      actsFrom(state).map((act) => `${state} ${act} ${stateAfter(state, act)}`),
    );
    expect(allowed).toEqual([
      'registered apply applied',
      'applied inspect inspected',
      'applied decline declined',
      'inspected approve approved',
      'inspected decline declined',
      'approved suspend suspended',
      'approved revoke revoked',
      'suspended reopen approved',
      'suspended revoke revoked',
      'declined apply applied',
      'revoked apply applied',
    ]);
    for (const state of approvalStates) {
      for (const act of approvalActs.filter((one) => !actsFrom(state).includes(one))) {
        expect(() => stateAfter(state, act)).toThrow(WrongStep);
      }
    }
  });

  it('holds to its last day, and not a day longer', () => {
    expect(isApproved('approved', '2022-12-19', '2022-12-19')).toBe(true);
    expect(isApproved('approved', '2022-12-19', '2022-12-20')).toBe(false);
    expect(isApproved('suspended', '2022-12-31', '2022-12-19')).toBe(false);
    expect(isApproved('approved', null, '2022-12-19')).toBe(false);
  });
});
