import { EmailField, SecretField } from '../web/fields.js';

export class PasswordForm {
  @SecretField()
  password: string;
}

export class ForgottenPasswordForm {
  @EmailField()
  email: string;
}
