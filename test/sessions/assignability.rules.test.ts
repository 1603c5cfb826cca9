import { describe, expect, it } from 'vitest';
import { type Proposal, whyNot } from '../../src/sessions/domain/assignability.js';

const fine: Proposal = {
  on: '2022-12-20',
  slot: 'morning',
  today: '2022-12-19',
  outlet: { state: 'approved', approvedUntil: '2022-12-31', districtId: 'guangling' },
  open: true,
  doctor: { validUntil: '2022-12-31', struckOff: false, districtIds: ['guangling', 'hanjiang'] },
};

describe('A doctor', () => {
  it('can be sent to a session when nothing stands against it', () => {
    expect(whyNot(fine)).toBeUndefined();
    expect(whyNot({ ...fine, open: undefined })).toBeUndefined();
    expect(whyNot({ ...fine, on: '2022-12-31' })).toBeUndefined();
  });

  it.each<[string, Partial<Proposal>]>([
    ['session-past', { on: '2022-12-18' }],
    ['outlet-not-approved', { outlet: { ...fine.outlet, state: 'suspended' } }],
    ['outlet-not-approved', { outlet: { ...fine.outlet, approvedUntil: '2022-12-19' } }],
    ['slot-closed', { open: false }],
    ['doctor-struck-off', { doctor: { ...fine.doctor, struckOff: true } }],
    ['registration-expired', { doctor: { ...fine.doctor, validUntil: '2022-12-19' } }],
    ['registration-not-covering', { doctor: { ...fine.doctor, districtIds: ['hanjiang'] } }],
    ['session-clash', { elsewhere: 'Wenhe North' }],
  ])('is refused as %s', (code, change) => {
    expect(whyNot({ ...fine, ...change })?.code).toBe(code);
  });
});
