import { Injectable } from '@nestjs/common';
import { CapacityImport } from './capacity-import.js';
import { FacilityImport, type ImportTarget, OutletImport } from './import-targets.js';
import type { ImportKind } from './register-import.entity.js';

/** The register that each kind of file goes into. */
@Injectable()
export class ImportTargets {
  private readonly targets: Record<ImportKind, ImportTarget>;

  constructor(outlets: OutletImport, facilities: FacilityImport, capacity: CapacityImport) {
    this.targets = { outlets, facilities, capacity };
  }

  of(kind: ImportKind): ImportTarget {
    return this.targets[kind];
  }
}
