import { Injectable } from '@nestjs/common';
import { CommandRunner, Command, Option, SubCommand } from 'nest-commander';
import { type Day, isDay } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Patient } from '../patients/patient.entity.js';
import { AssessCommand } from '../triage/assess.command.js';
import { assess, ruleSet } from '../triage/domain/assess.js';
import type { Level } from '../triage/domain/level.js';
import { caseOf } from './judgement.js';
import { Visit } from './visit.entity.js';

/** A visit that the rules as they stand would judge otherwise than when it was. */
export interface Change {
  readonly visitId: string;
  readonly on: Day;
  readonly ruleSet: string | null;
  readonly was: Level | null;
  readonly now: Level;
  /** The rules that fire now and did not, and the other way round. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

export interface Comparison {
  readonly visits: number;
  readonly changes: readonly Change[];
}

const atOnce = 2000;

/** Judges recorded visits again by the rules as they stand. Nothing is changed. */
@Injectable()
export class RulesComparison {
  constructor(private readonly reader: Reader) {}

  /** @param from the first day @param to the last */
  async compare(from: Day, to: Day): Promise<Comparison> {
    const changes: Change[] = [];
    let visits = 0;
    for (let after = ''; ;) {
      const batch = await this.batch(from, to, after);
      visits += batch.length;
      changes.push(...batch.flatMap(({ visit, bornOn }) => changeOf(visit, bornOn)));
      if (batch.length < atOnce) return { visits, changes };
      after = batch.at(-1)!.visit.id;
    }
  }

  private async batch(from: Day, to: Day, after: string): Promise<{ visit: Visit; bornOn: Day }[]> {
    const { entities, raw } = await this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .addSelect('patient.born_on', 'born_on')
      .where('visit.on BETWEEN :from AND :to AND visit.id > :after', { from, to, after })
      .orderBy('visit.id')
      .limit(atOnce)
      .getRawAndEntities<{ born_on: Day }>();
    return entities.map((visit, i) => ({ visit, bornOn: raw[i]!.born_on }));
  }
}

function changeOf(visit: Visit, bornOn: Day): Change[] {
  const { level, fired } = assess(caseOf(visit, bornOn));
  const [before, now] = [visit.triage?.fired.map(({ rule }) => rule) ?? [], fired.map(({ rule }) => rule)];
  const gained = now.filter((rule) => !before.includes(rule));
  const lost = before.filter((rule) => !now.includes(rule));
  if (level === visit.judgedLevel && gained.length === 0 && lost.length === 0) return [];
  return [
    {
      visitId: visit.id,
      on: visit.on,
      ruleSet: visit.ruleSet,
      was: visit.judgedLevel,
      now: level,
      gained,
      lost,
    },
  ];
}

interface Period {
  readonly from?: Day;
  readonly to?: Day;
}

@SubCommand({
  name: 'compare',
  description: 'judge recorded visits again by the rules as they stand, and print what would change',
})
export class CompareCommand extends CommandRunner {
  constructor(private readonly comparison: RulesComparison) {
    super();
  }

  async run(_: string[], { from, to }: Period): Promise<void> {
    const { visits, changes } = await this.comparison.compare(from!, to!);
    const moves = changes.map(({ was, now }) => `${was ?? 'none'} → ${now}`);
    const levels = Object.fromEntries(
      [...new Set(moves)].map((move) => [move, moves.filter((one) => one === move).length]),
    );
    process.stdout.write(`${JSON.stringify({ ruleSet, visits, changed: changes.length, levels })}\n`);
    for (const change of changes) process.stdout.write(`${JSON.stringify(change)}\n`);
  }

  @Option({ flags: '--from <day>', description: 'the first day, such as 2022-12-01', required: true })
  from(day: string): Day {
    return asDay(day);
  }

  @Option({ flags: '--to <day>', description: 'the last day', required: true })
  to(day: string): Day {
    return asDay(day);
  }
}

function asDay(text: string): Day {
  if (!isDay(text)) throw new Error(`${text} is no day, such as 2022-12-19.`);
  return text;
}

@Command({ name: 'triage', description: 'the rules of triage', subCommands: [AssessCommand, CompareCommand] })
export class TriageCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
