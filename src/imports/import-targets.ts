import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { ImportTarget } from './import-target.js';
import { type ImportKind, importKinds } from './register-import.entity.js';

/** The register that each kind of file goes into. The rooms that keep them offer theirs. */
@Injectable()
export class ImportTargets implements OnApplicationBootstrap {
  private readonly targets = new Map<ImportKind, ImportTarget>();

  offer(kind: ImportKind, target: ImportTarget): void {
    this.targets.set(kind, target);
  }

  /** @throws Error where no room has offered a register */
  onApplicationBootstrap(): void {
    for (const kind of importKinds) this.of(kind);
  }

  /** @throws Error where no room has offered such a register */
  of(kind: ImportKind): ImportTarget {
    const target = this.targets.get(kind);
    if (!target) throw new Error(`No room imports ${kind}.`);
    return target;
  }
}
