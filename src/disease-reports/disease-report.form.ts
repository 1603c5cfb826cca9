import { ChoiceField, TextField } from '../web/fields.js';
import { type Illness, illnesses } from './domain/notifiable.js';

export class NoticedIllnessForm {
  @ChoiceField(illnesses)
  illness: Illness;
}

export class SentReportForm {
  @TextField({ max: 60 })
  reference: string;
}
