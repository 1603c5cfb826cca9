import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audience } from '../../src/app.audience.js';
import { AppModule } from '../../src/app.module.js';
import { PortsModule } from '../../src/app.ports.js';
import { DeclaredMethods } from '../../src/config/declared-methods.js';
import { readSettings } from '../../src/config/settings.js';
import { ActListeners } from '../../src/database/act-listeners.js';
import { type Hearing, hearingKey } from '../../src/database/hears.js';
import { importKinds } from '../../src/imports/register-import.entity.js';
import { ImportTargets } from '../../src/imports/import-targets.js';
import { placeKinds } from '../../src/staff/domain/roles.js';
import { Places } from '../../src/staff/places.js';
import { proposalNames } from '../../src/staff/proposals/proposal.entity.js';
import { Proposals } from '../../src/staff/proposals/proposals.service.js';
import { againKey } from '../../src/web/again.js';
import { formOf, isPreview, takesText } from '../../src/web/form-shape.js';
import { RouteCheck } from '../../src/web/route-check.js';
import { Clinic } from '../support/clinic.js';
import { freshDatabase } from '../support/database.js';
import { handlers } from '../support/handlers.js';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await Clinic.open();
});
afterAll(() => clinic.close());

const heardBy = () => clinic.get(DeclaredMethods).of<Hearing>(hearingKey);
const listeners = (methods = clinic.get(DeclaredMethods)) => new ActListeners(methods);

describe('A listener', () => {
  it('stands in the table of who must hear, and the program starts', () => {
    expect(heardBy().length).toBeGreaterThan(15);
    expect(() => listeners().assertAudience(audience)).not.toThrow();
  });

  it('that no longer hears of an act stops the start, whichever it is', () => {
    for (const missing of heardBy()) {
      const others = { of: () => heardBy().filter(({ name }) => name !== missing.name) };
      const left = listeners(others as unknown as DeclaredMethods);
      expect(() => left.assertAudience(audience), missing.name).toThrow(missing.name);
    }
  });

  it('that nobody expects stops the start, whatever it hears of', () => {
    for (const act of Object.keys(audience))
      expect(() => listeners().assertAudience({ ...audience, [act]: [] }), act).toThrow('must hear: nobody');
  });
});

describe('A port', () => {
  const ports = Reflect.getMetadata(MODULE_METADATA.PROVIDERS, PortsModule) as {
    provide: { name: string };
  }[];

  it.each(ports)('that nobody answers stops the start: $provide.name', async (missing) => {
    const left = ports.filter((port) => port !== missing);
    const say = (known: typeof ports) => {
      Reflect.defineMetadata(MODULE_METADATA.PROVIDERS, known, PortsModule);
      Reflect.defineMetadata(
        MODULE_METADATA.EXPORTS,
        known.map(({ provide }) => provide),
        PortsModule,
      );
    };
    say(left);
    try {
      const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL: await freshDatabase() });
      const start = NestFactory.createApplicationContext(AppModule.with(settings), {
        logger: false,
        abortOnError: false,
      });
      await expect(start).rejects.toThrow(missing.provide.name);
    } finally {
      say(ports);
    }
  });
});

describe('What several rooms offer', () => {
  it('is asked for kind by kind when the program starts', () => {
    const kinds = [
      { registry: Places, kinds: placeKinds },
      { registry: ImportTargets, kinds: importKinds },
      { registry: Proposals, kinds: proposalNames },
    ];
    for (const { registry, kinds: names } of kinds)
      for (const missing of names) {
        const Bare = registry as unknown as new () => {
          offer(kind: string, how: object): void;
          onApplicationBootstrap(): void;
        };
        const offered = new Bare();
        for (const name of names) if (name !== missing) offered.offer(name, {});
        expect(() => offered.onApplicationBootstrap(), missing).toThrow(missing);
        offered.offer(missing, {});
        expect(() => offered.onApplicationBootstrap()).not.toThrow();
      }
  });
});

describe('A name in a string', () => {
  const check = () => clinic.get(RouteCheck).onApplicationBootstrap();

  it('of the handler that shows a form again stops the start where no such page is, whichever form it is', () => {
    const again = handlers(clinic).filter(({ method }) => Reflect.hasMetadata(againKey, method));
    expect(again.length).toBeGreaterThan(50);
    for (const { name, method } of again) {
      const target: unknown = Reflect.getMetadata(againKey, method);
      Reflect.defineMetadata(againKey, 'nowhere', method);
      expect(check, name).toThrow(`${name} is shown again by nowhere`);
      Reflect.defineMetadata(againKey, target, method);
    }
    expect(check).not.toThrow();
  });

  it('that is no form’s page stops the start where words are typed into the form', () => {
    const typing = handlers(clinic).filter(({ method }) => {
      const form = formOf(method);
      return form && takesText(form) && !isPreview(method);
    });
    expect(typing.length).toBeGreaterThan(40);
    for (const { name, method } of typing) {
      const target: unknown = Reflect.getMetadata(againKey, method);
      Reflect.deleteMetadata(againKey, method);
      expect(check, name).toThrow(`${name} takes text that no page shows again`);
      Reflect.defineMetadata(againKey, target, method);
    }
    expect(check).not.toThrow();
  });

  it('of a key in the path stops the start where the path has none', () => {
    const asking = handlers(clinic).filter(({ method }) => /ask\.key\(/.test(String(method)));
    expect(asking.length).toBeGreaterThan(50);
    for (const { name, method, controller } of asking) {
      const path: unknown = Reflect.getMetadata('path', method);
      const base: unknown = Reflect.getMetadata('path', controller);
      Reflect.defineMetadata('path', 'elsewhere', method);
      Reflect.defineMetadata('path', 'elsewhere', controller);
      expect(check, name).toThrow(name);
      Reflect.defineMetadata('path', path, method);
      Reflect.defineMetadata('path', base, controller);
    }
  });
});
