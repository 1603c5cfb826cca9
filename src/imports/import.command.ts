import { readFile } from 'node:fs/promises';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { programActing } from '../staff/actor.js';
import { Imports } from './imports.service.js';
import type { ImportKind } from './register-import.entity.js';

interface Wish {
  dryRun?: boolean;
  acceptGuesses?: boolean;
}

/** What the commands that import a file do alike: one JSON line of the counts. */
abstract class ImportFile extends CommandRunner {
  protected abstract readonly kind: ImportKind;

  constructor(private readonly imports: Imports) {
    super();
  }

  async run([file]: string[], { dryRun = false, acceptGuesses = false }: Wish): Promise<void> {
    const wish = { dryRun, acceptGuesses };
    const counts = await this.imports.importFile(this.kind, await readFile(file!), programActing, wish);
    process.stdout.write(`${JSON.stringify({ kind: this.kind, applied: !dryRun, ...counts })}\n`);
  }

  @Option({ flags: '--dry-run', description: 'compare, and change nothing' })
  dryRun(): boolean {
    return true;
  }

  @Option({
    flags: '--accept-guesses',
    description:
      'also take what the file does not state and is guessed: district by address, chain and tier by name',
  })
  acceptGuesses(): boolean {
    return true;
  }
}

@SubCommand({
  name: 'medicines',
  arguments: '<file>',
  description: 'import the catalogue of medicines (CSV or XLSX)',
})
export class ImportMedicinesCommand extends ImportFile {
  protected readonly kind = 'medicines';

  constructor(imports: Imports) {
    super(imports);
  }
}

@SubCommand({
  name: 'safety-rules',
  arguments: '<file>',
  description: 'propose each safety rule of a file that is new or told otherwise (CSV or XLSX)',
})
export class ImportSafetyRulesCommand extends ImportFile {
  protected readonly kind = 'safety-rules';

  constructor(imports: Imports) {
    super(imports);
  }
}

@SubCommand({
  name: 'outlets',
  arguments: '<file>',
  description: 'import a register of outlets (CSV or XLSX)',
})
export class ImportOutletsCommand extends ImportFile {
  protected readonly kind = 'outlets';

  constructor(imports: Imports) {
    super(imports);
  }
}

@SubCommand({
  name: 'facilities',
  arguments: '<file>',
  description: 'import a register of facilities (CSV or XLSX)',
})
export class ImportFacilitiesCommand extends ImportFile {
  protected readonly kind = 'facilities';

  constructor(imports: Imports) {
    super(imports);
  }
}

@SubCommand({
  name: 'capacity',
  arguments: '<file>',
  description: 'import reports of how much room facilities have (CSV or XLSX)',
})
export class ImportCapacityCommand extends ImportFile {
  protected readonly kind = 'capacity';

  constructor(imports: Imports) {
    super(imports);
  }
}

@SubCommand({
  name: 'availability',
  arguments: '<file>',
  description: 'import when doctors can (CSV or XLSX)',
})
export class ImportAvailabilityCommand extends ImportFile {
  protected readonly kind = 'availability';

  constructor(imports: Imports) {
    super(imports);
  }
}

@SubCommand({
  name: 'take-back',
  arguments: '<key>',
  description: 'take back an import that was made by command, by the key that it printed',
})
export class TakeImportBackCommand extends CommandRunner {
  constructor(private readonly imports: Imports) {
    super();
  }

  /** Prints one JSON line: how many records went back, and how many stayed. */
  async run([key]: string[]): Promise<void> {
    await this.imports.takeBack(key!, programActing);
    process.stdout.write(`${JSON.stringify({ id: key, ...(await this.imports.outcomes(key!)) })}\n`);
  }
}

@Command({
  name: 'import',
  description: 'registers and reports',
  subCommands: [
    ImportOutletsCommand,
    ImportFacilitiesCommand,
    ImportCapacityCommand,
    ImportAvailabilityCommand,
    ImportMedicinesCommand,
    ImportSafetyRulesCommand,
    TakeImportBackCommand,
  ],
})
export class ImportCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
