import { Injectable } from '@nestjs/common';
import type { ImportTarget } from './import-target.js';
import type { ImportKind } from './register-import.entity.js';

/** The register that each kind of file goes into. The rooms that keep them offer theirs. */
@Injectable()
export class ImportTargets {
  private readonly targets = new Map<ImportKind, ImportTarget>();

  offer(kind: ImportKind, target: ImportTarget): void {
    this.targets.set(kind, target);
  }

  /** @throws Error where no room has offered such a register */
  of(kind: ImportKind): ImportTarget {
    const target = this.targets.get(kind);
    if (!target) throw new Error(`No room imports ${kind}.`);
    return target;
  }
}
