import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail's words for what was done; what was done stays as it is. */
const renamed: Readonly<Record<string, string>> = {
  'outlet.apply': 'outlet.applied',
  'outlet.inspect': 'outlet.inspected',
  'outlet.approve': 'outlet.approved',
  'outlet.decline': 'outlet.declined',
  'outlet.suspend': 'outlet.suspended',
  'outlet.reopen': 'outlet.reopened',
  'outlet.revoke': 'outlet.revoked',
  'draft.place': 'draft.placed',
  'draft.move': 'draft.moved',
  'draft.replace': 'draft.replaced',
  'draft.swap': 'draft.swapped',
  'draft.remove': 'draft.removed',
  'draft.lock': 'draft.locked',
  'draft.unlock': 'draft.unlocked',
};

export class ActsAreInThePastTense1795831200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of Object.entries(renamed)) await rename(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of Object.entries(renamed)) await rename(runner, after, before);
  }
}

const rename = (runner: QueryRunner, before: string, after: string) =>
  runner.query(`UPDATE audit_record SET act = '${after}' WHERE act = '${before}'`);
