import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { Unit } from '../../database/unit.js';
import { changeset, type Line } from '../../imports/domain/changeset.js';
import { importedRows } from '../../imports/imported-register.js';
import type { Compared, ImportTarget, WriteLine } from '../../imports/import-target.js';
import { ImportTargets } from '../../imports/import-targets.js';
import type { RowSource } from '../../imports/domain/rows.js';
import { Proposal } from '../../staff/proposals/proposal.entity.js';
import {
  readSafetyRuleRows,
  rowOfRule,
  ruleOfRow,
  safetyRuleHeadings,
  safetyRuleKind,
  type SafetyRuleRow,
} from '../domain/safety-rule-rows.js';
import { PatientTraits } from './patient-traits.js';
import { KeptSafetyRule } from './safety-rule.entity.js';
import { SafetyRules } from './safety-rules.service.js';

/** A file changes no rule: each stays as it is until somebody approves. */
const importedRules = importedRows(KeptSafetyRule, {
  name: 'safety-rule',
  nameOf: ({ key }) => key as string,
  acts: { removed: 'safety-rule.changed' },
});

/** What it writes: proposals, which taking it back removes while nobody has decided them. */
const importedProposals = importedRows(Proposal, {
  name: 'proposal',
  nameOf: ({ reason }) => reason as string,
  acts: { removed: 'proposal.withdrawn' },
});

/** Files of safety rules: each row that is new or told otherwise is proposed, and a second person approves it. */
@Injectable()
export class SafetyRuleImport implements ImportTarget, OnModuleInit {
  readonly ofNetwork = true;
  readonly registers = [importedRules, importedProposals] as const;

  readonly columns = safetyRuleHeadings;

  constructor(
    private readonly targets: ImportTargets,
    private readonly rules: SafetyRules,
    private readonly traits: PatientTraits,
  ) {}

  onModuleInit(): void {
    this.targets.offer('safety-rules', this);
  }

  async compare(table: RowSource, manager: EntityManager): Promise<Compared> {
    const { parsed, missing } = readSafetyRuleRows(table, (key) => this.traits.keys.includes(key));
    const rules = await manager.find(KeptSafetyRule);
    const register = rules.map((rule) => ({ id: rule.id, facts: rowOfRule(rule) }));
    const waiting = await manager.findBy(Proposal, { kind: 'safety-rule.change', decidedAt: IsNull() });
    const waits = new Set(waiting.map(({ subjectId }) => subjectId));
    const lines = changeset(safetyRuleKind, parsed, register, table).map((line): Line => {
      if (line.verdict !== 'changed' || !waits.has(line.recordId!)) return line;
      const { row, facts } = line;
      return { row, facts, verdict: 'rejected', rejection: { reason: 'proposal-waits', column: 'key' } };
    });
    return { lines, missing };
  }

  async writer(unit: Unit): Promise<WriteLine> {
    const standing = new Map((await unit.manager.find(KeptSafetyRule)).map((rule) => [rule.id, rule]));
    return async ({ recordId, facts }) => {
      const row = facts as SafetyRuleRow;
      const before = recordId ? standing.get(recordId) : undefined;
      // A blank cell leaves what stands.
      const rule = ruleOfRow(before ? { ...rowOfRule(before), ...stated(row) } : row);
      const key = await this.rules.proposeIn(unit, rule, before ?? null);
      return [{ register: importedProposals.name, key }];
    };
  }
}

const stated = (row: SafetyRuleRow): SafetyRuleRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as SafetyRuleRow;
