import { languages, type Language } from '../config/settings.js';
import { ChoiceField, ChoicesField, EmailField, KeyField, TextField } from '../web/fields.js';
import { type Role, roles } from './domain/roles.js';

export class MemberChangeForm {
  @TextField({ max: 60 })
  name: string;

  @ChoiceField(languages)
  language: Language;
}

export class MemberForm extends MemberChangeForm {
  @EmailField()
  email: string;

  @ChoiceField(roles)
  role: Role;

  @ChoicesField()
  places: string[] = [];
}

/** A post to be given to somebody. */
export class PostForm {
  @ChoiceField(roles)
  role: Role;

  @ChoicesField()
  places: string[] = [];
}

/** The places of a post. */
export class PlacesForm {
  @ChoicesField()
  places: string[] = [];
}

/** The post of one's own to work in. */
export class PostInUseForm {
  @KeyField()
  post: string;
}

export class LanguageForm {
  @ChoiceField(languages)
  language: Language;
}
