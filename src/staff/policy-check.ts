import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { type Policy, policyKey } from './policy.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly policy?: Policy;
}

/** Knows every route and its policy; a route without one stops the start. */
@Injectable()
export class PolicyCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.routes().filter((route) => !route.policy);
    if (open.length > 0) {
      throw new Error(`No policy is declared for ${open.map((route) => route.handler).join(', ')}.`);
    }
  }

  routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      const base = this.reflector.get<string>(PATH_METADATA, metatype as () => unknown) ?? '';
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        const path = this.reflector.get<string | undefined>(PATH_METADATA, handler);
        if (path === undefined) return [];
        return {
          method: RequestMethod[this.reflector.get<RequestMethod>(METHOD_METADATA, handler)],
          path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
          handler: `${metatype?.name}.${name}`,
          policy: this.reflector.get<Policy | undefined>(policyKey, handler),
        };
      });
    });
  }
}
