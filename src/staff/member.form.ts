import { languages, type Language } from '../config/settings.js';
import { ChoiceField, ChoicesField, EmailField, TextField } from '../web/fields.js';
import { type Role, roles } from './domain/roles.js';

export class MemberChangeForm {
  @TextField({ max: 60 })
  name: string;

  @ChoiceField(roles)
  role: Role;

  @ChoiceField(languages)
  language: Language;

  @ChoicesField()
  places: string[] = [];
}

export class MemberForm extends MemberChangeForm {
  @EmailField()
  email: string;
}

export class LanguageForm {
  @ChoiceField(languages)
  language: Language;
}
