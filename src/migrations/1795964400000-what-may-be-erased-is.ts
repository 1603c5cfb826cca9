import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, instant, optional, shrinkTable } from './table.js';

const restricted = { columns: [instant('restricted_at', optional)] };

/** Whoever asks for it has erased what no law keeps; the rest is restricted. */
export class WhatMayBeErasedIs1795964400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'patient', restricted);
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'patient', restricted);
  }
}
