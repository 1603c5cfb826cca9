import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { againKey } from './again.js';
import { formOf, isPreview, takesText } from './form-shape.js';

type Methods = Record<string, (...given: never[]) => unknown>;

/**
 * What the compiler can't see of a controller stops the start: names in strings that nothing answers to, and a form
 * whose words would be lost when it is refused, or sent by somebody who was signed out meanwhile.
 */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const wrong = this.discovery.getControllers().flatMap(({ metatype }) => this.wrongWith(metatype as Type));
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  }

  private wrongWith(type: Type): string[] {
    const methods = type.prototype as Methods;
    const base = pathOf(type);
    return this.scanner.getAllMethodNames(methods).flatMap((name) => {
      const path = pathOf(methods[name]!);
      if (path === undefined) return [];
      const where = `${type.name}.${name}`;
      const again = Reflect.getMetadata(againKey, methods[name]!) as string | undefined;
      if (again !== undefined && !showsPage(methods[again]))
        return [`${where} is shown again by ${again}, which shows no page.`];
      if (again === undefined && losesText(methods[name]!))
        return [`${where} takes text that no page shows again.`];
      const asked = [name, again ?? name].flatMap((one) => [...keysOf(methods, one)]);
      return asked
        .filter((key) => !`/${base}/${path}/`.includes(`/:${key}/`))
        .map((key) => `${where} asks for ${key}, which its path does not have.`);
    });
  }
}

interface Type {
  readonly name: string;
  readonly prototype: object;
}

const pathOf = (of: object): string | undefined =>
  Reflect.getMetadata(PATH_METADATA, of) as string | undefined;

const showsPage = (method: object | undefined): boolean =>
  method !== undefined && Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.GET;

function losesText(handler: object): boolean {
  const form = formOf(handler);
  return form !== undefined && takesText(form) && !isPreview(handler);
}

/** The keys that a handler asks for, itself or by other methods of its controller: only its text knows. */
function keysOf(methods: Methods, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name) || typeof methods[name] !== 'function') return new Set();
  seen.add(name);
  const text = methods[name].toString();
  const found = [...text.matchAll(/\bask\.(?:key|param)\(['"](\w+)['"]\)/g)].map(([, key]) => key!);
  const called = [...text.matchAll(/\bthis\.(\w+)\(/g)].flatMap(([, other]) => [
    ...keysOf(methods, other!, seen),
  ]);
  return new Set([...found, ...called]);
}
