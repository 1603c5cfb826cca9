import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { StockReplayCommand } from './replay/replay.command.js';
import { DemandCheck } from './demand/demand-check.js';
import { LedgerCheck } from '../stock/ledger/ledger-check.js';

@SubCommand({
  name: 'check',
  description:
    'recompute every level, every transfer and every shelf’s demand from the movements; exit code 1 if one differs',
})
export class StockCheckCommand extends CommandRunner {
  constructor(
    private readonly ledger: LedgerCheck,
    private readonly demand: DemandCheck,
  ) {
    super();
  }

  async run(): Promise<void> {
    const { lots, movements, levels, transfers } = await this.ledger.report();
    const demand = await this.demand.faults();
    const faults = [
      ...levels.map(
        ({ lotId, outletId, number, onHand, ledger }) =>
          `lot ${number} (${lotId}) at ${outletId}: level ${onHand}, movements ${ledger}`,
      ),
      ...transfers.map(
        ({ transferId, kind, papers, ledger }) =>
          `transfer ${transferId}, ${kind}: papers ${papers}, movements ${ledger}`,
      ),
      ...demand.map(
        ({ outletId, medicineId, days, ledger }) =>
          `shelf ${outletId}/${medicineId}: its days handed out ${days}, movements ${ledger}`,
      ),
    ];
    const result = faults.length === 0 ? 'all add up' : `${faults.length} differ`;
    process.stdout.write([...faults, `${lots} lots, ${movements} movements: ${result}`, ''].join('\n'));
    if (faults.length > 0) process.exitCode = 1;
  }
}

@Command({
  name: 'stock',
  description: 'the ledger of the shelves, and the reorder rules',
  subCommands: [StockCheckCommand, StockReplayCommand],
})
export class StockCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help();
    return Promise.resolve();
  }
}
