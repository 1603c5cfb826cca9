import { Injectable } from '@nestjs/common';
import { CapacityImport } from './capacity-import.js';
import { FacilityImport, type ImportTarget, OutletImport } from './import-targets.js';
import type { ImportKind } from './register-import.entity.js';

/** The register that each kind of file goes into. Rooms above offer theirs. */
@Injectable()
export class ImportTargets {
  private readonly targets = new Map<ImportKind, ImportTarget>();

  constructor(outlets: OutletImport, facilities: FacilityImport, capacity: CapacityImport) {
    this.offer('outlets', outlets);
    this.offer('facilities', facilities);
    this.offer('capacity', capacity);
  }

  offer(kind: ImportKind, target: ImportTarget): void {
    this.targets.set(kind, target);
  }

  of(kind: ImportKind): ImportTarget {
    return this.targets.get(kind)!;
  }
}
