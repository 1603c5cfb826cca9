import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A method that a decorator says something of. */
export interface DeclaredMethod<Facts, Given = Promise<void>> {
  readonly facts: Facts;
  /** `Class.method`. */
  readonly name: string;
  readonly call: (...given: never[]) => Given;
}

/** Finds the methods that rooms have marked by a decorator, once every room stands. */
@Injectable()
export class DeclaredMethods {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @param key under which the decorator left its facts on the method */
  of<Facts, Given = Promise<void>>(key: symbol): DeclaredMethod<Facts, Given>[] {
    // One that answers a port as well stands there under two names.
    const instances = new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown));
    return [...instances].flatMap((instance) => this.ofOne<Facts, Given>(key, instance));
  }

  private ofOne<Facts, Given>(key: symbol, instance: unknown): DeclaredMethod<Facts, Given>[] {
    const prototype: unknown = instance && typeof instance === 'object' && Object.getPrototypeOf(instance);
    if (!prototype) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method = (prototype as Record<string, DeclaredMethod<Facts, Given>['call']>)[name]!;
      const facts = Reflect.getMetadata(key, method) as Facts | undefined;
      const call = method.bind(instance);
      return facts ? [{ facts, name: `${prototype.constructor.name}.${name}`, call }] : [];
    });
  }
}
