import { Ajv, type ErrorObject } from 'ajv';
import ajvFormats from 'ajv-formats';
import type { RosterSeat, Problem, Seat } from './problem.js';
import { problemSchema, rosterSchema } from './problem.schema.js';

/** Where in a file something is wrong, and what: `/doctors/3/home: no home "H9"`. */
export class FileBroken extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const ajv = new Ajv({ allErrors: true });
ajvFormats.default(ajv, ['date', 'date-time']);
const isProblem = ajv.compile(problemSchema);
const isRoster = ajv.compile(rosterSchema);
const mostFaults = 20;

/** @throws FileBroken with the path and reason of up to 20 faults */
export function readProblem(text: string): Problem {
  const value = parsed(text);
  if (!isProblem(value)) throw new FileBroken(faultsOf(isProblem.errors));
  const problem = value as unknown as Problem;
  const faults = danglingKeys(problem);
  if (faults.length > 0) throw new FileBroken(faults.slice(0, mostFaults));
  return problem;
}

/** The roster of a file that `roster solve` printed. @throws FileBroken */
export function readRoster(text: string): RosterSeat[] {
  const value = parsed(text);
  if (!isRoster(value)) throw new FileBroken(faultsOf(isRoster.errors));
  return (value as { roster: RosterSeat[] }).roster;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileBroken([`/: not JSON: ${(error as Error).message}`]);
  }
}

function faultsOf(errors: ErrorObject[] | null | undefined): string[] {
  return (errors ?? []).slice(0, mostFaults).map(({ instancePath, message, params }) => {
    const { additionalProperty } = params as { additionalProperty?: string };
    return `${instancePath || '/'}: ${message}${additionalProperty ? ` (${additionalProperty})` : ''}`;
  });
}

/** Keys that stand twice, and keys that name nothing. */
function danglingKeys(problem: Problem): string[] {
  const faults: string[] = [];
  const known = (kind: 'slots' | 'outlets' | 'homes' | 'doctors' | 'needs') => {
    const ids = new Set<string>();
    problem[kind].forEach(({ id }, i) => {
      if (ids.has(id)) faults.push(`/${kind}/${i}/id: "${id}" stands twice`);
      ids.add(id);
    });
    return (path: string, id: string | undefined) => {
      if (id !== undefined && !ids.has(id)) faults.push(`${path}: no ${kind.slice(0, -1)} "${id}"`);
    };
  };
  const [slot, outlet, home, doctor] = [known('slots'), known('outlets'), known('homes'), known('doctors')];
  known('needs');
  const seats = (path: string, seats: readonly Seat[]) =>
    seats.forEach((seat, i) => {
      doctor(`${path}/${i}/doctor`, seat.doctor);
      outlet(`${path}/${i}/outlet`, seat.outlet);
      slot(`${path}/${i}/slot`, seat.slot);
    });
  problem.slots.forEach(({ from, to }, i) => {
    if (!(Date.parse(from) < Date.parse(to))) faults.push(`/slots/${i}/to: not after "from"`);
  });
  problem.outlets.forEach(({ shut }, i) => shut.forEach((id, j) => slot(`/outlets/${i}/shut/${j}`, id)));
  problem.homes.forEach(({ keeps }, i) =>
    Object.keys(keeps).forEach((id) => slot(`/homes/${i}/keeps/${id}`, id)),
  );
  problem.doctors.forEach((one, i) => {
    home(`/doctors/${i}/home`, one.home);
    one.available.forEach((id, j) => slot(`/doctors/${i}/available/${j}`, id));
    one.familiar.forEach((id, j) => outlet(`/doctors/${i}/familiar/${j}`, id));
    one.outlets.forEach((id, j) => {
      outlet(`/doctors/${i}/outlets/${j}`, id);
      if (problem.distances.fromHome[one.id]?.[id] === undefined)
        faults.push(`/distances/fromHome/${one.id}/${id}: no distance, but the doctor may be sent there`);
    });
    one.wishes.forEach((wish, j) => {
      slot(`/doctors/${i}/wishes/${j}/slot`, wish.slot);
      outlet(`/doctors/${i}/wishes/${j}/outlet`, wish.outlet);
    });
  });
  problem.needs.forEach((need, i) => {
    outlet(`/needs/${i}/outlet`, need.outlet);
    slot(`/needs/${i}/slot`, need.slot);
  });
  seats('/locked', problem.locked);
  seats('/published', problem.published);
  return faults;
}
