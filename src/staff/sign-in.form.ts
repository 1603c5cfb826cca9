import { IsOptional, IsString } from 'class-validator';
import { EmailField, NoteField, SecretField } from '../web/fields.js';

export class SignInForm {
  @EmailField()
  email: string;

  @SecretField()
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
