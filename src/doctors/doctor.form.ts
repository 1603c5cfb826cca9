import { languages, type Language } from '../config/settings.js';
import {
  ChoiceField,
  ChoicesField,
  DayField,
  EmailField,
  KeyField,
  NoteField,
  TextField,
} from '../web/fields.js';
import { type Scope, scopes } from './domain/scope.js';

export class DoctorForm {
  @TextField({ max: 60 })
  name: string;

  @TextField({ max: 60 })
  licenceNumber: string;

  @KeyField()
  homeFacilityId: string;

  @ChoicesField(scopes)
  scopes: Scope[] = [];

  @ChoicesField()
  districtIds: string[] = [];

  @DayField()
  validUntil: string;

  @TextField({ max: 60, optional: true })
  telephone?: string;

  @EmailField({ optional: true })
  email?: string;

  @ChoiceField(languages)
  language: Language;
}

export class StrikingOffForm {
  @NoteField({ max: 500 })
  reason: string;
}
