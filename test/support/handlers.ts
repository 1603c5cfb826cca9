import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import type { Clinic } from './clinic.js';

export interface Handler {
  /** `Controller.method`. */
  readonly name: string;
  readonly method: () => unknown;
  readonly controller: object;
}

/** Every handler of every route. */
export function handlers(clinic: Clinic): Handler[] {
  const scanner = new MetadataScanner();
  return clinic
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as unknown as { name: string; prototype: Record<string, () => unknown> };
      return scanner
        .getAllMethodNames(controller.prototype)
        .map((name) => ({
          name: `${controller.name}.${name}`,
          method: controller.prototype[name]!,
          controller,
        }))
        .filter(({ method }) => Reflect.hasMetadata(PATH_METADATA, method));
    });
}
