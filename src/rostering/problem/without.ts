import type { Problem } from './problem.js';

/** A problem in which a doctor can't in some slots any more. */
export function without(problem: Problem, doctorId: string, slots: ReadonlySet<string>): Problem {
  return {
    ...problem,
    doctors: problem.doctors.map((doctor) =>
      doctor.id === doctorId
        ? { ...doctor, available: doctor.available.filter((slot) => !slots.has(slot)) }
        : doctor,
    ),
  };
}
