import type { Values } from './domain/refusal.js';
import type { Input } from './form-shape.js';

export interface Message {
  readonly key: string;
  readonly values?: Values;
}

/** What is wrong, by field; '' stands for the form as a whole. */
export type FormErrors = Readonly<Record<string, Message>>;

/** A form that can't be accepted as it is. Its page is shown again, with what was typed. */
export class FormRefused extends Error {
  constructor(
    readonly errors: FormErrors,
    readonly input: Input,
    readonly status: 200 | 409 | 422 = 422,
  ) {
    super('The form was refused.');
  }
}
