import { Injectable } from '@nestjs/common';
import type { Language } from '../config/settings.js';
import { safetyFacts } from '../medicines/domain/safety-facts.js';
import type { PatientTraits } from '../medicines/safety/patient-traits.js';
import { signs } from '../triage/domain/complaints.js';
import { conditions } from '../triage/domain/conditions.js';
import { redFlags, symptoms } from '../triage/domain/symptoms.js';
import { translate } from '../web/language.js';

const rooms: readonly (readonly [sentences: string, keys: readonly string[]])[] = [
  ['triage.conditions', conditions],
  ['medicines.facts', safetyFacts],
  ['triage.symptoms', [...new Set([...redFlags, ...symptoms, ...signs])]],
];

/** All that a counter form asks and a safety rule may hang on. */
@Injectable()
export class CounterTraits implements PatientTraits {
  readonly keys = rooms.flatMap(([, keys]) => keys);

  nameOf(key: string, language: Language): string {
    const room = rooms.find(([, keys]) => keys.includes(key));
    return room ? translate(language, `${room[0]}.${key}`) : key;
  }
}
