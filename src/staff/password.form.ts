import { IsString, MaxLength } from 'class-validator';
import { EmailField } from '../web/fields.js';

export class PasswordForm {
  @IsString({ message: 'form.required' })
  @MaxLength(200, { message: 'form.tooLong', context: { max: 200 } })
  password: string;
}

export class ForgottenPasswordForm {
  @EmailField()
  email: string;
}
