import { IsOptional, IsString, MaxLength } from 'class-validator';
import { EmailField, NoteField } from '../web/fields.js';

export class SignInForm {
  @EmailField()
  email: string;

  @IsString({ message: 'form.required' })
  @MaxLength(200, { message: 'form.tooLong', context: { max: 200 } })
  password: string;

  /** Where to go afterwards. */
  @NoteField({ optional: true })
  to?: string;

  /** A form that was sent after the sign-in had expired. */
  @IsOptional()
  @IsString()
  keptAction?: string;

  @IsOptional()
  @IsString()
  keptFields?: string;
}
