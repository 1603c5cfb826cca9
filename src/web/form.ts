import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { FormRefused, type Message } from './form-refused.js';
import { type FormClass, fileFieldOf, heard, noteForm } from './form-shape.js';

/** The hidden field that asks to see a kept form again instead of sending it. */
export const showAgainField = '_again';

/** Turns the body of a request into its form class, or refuses it with a message by field. */
@Injectable()
class FormPipe implements PipeTransform<Record<string, unknown>> {
  async transform(body: Record<string, unknown>, { metatype }: { metatype?: unknown }): Promise<object> {
    const form = metatype as FormClass;
    const input = heard(form, body);
    if (body[showAgainField]) throw new FormRefused({}, input, 200);
    const file = fileFieldOf(form);
    const sent = plainToInstance(
      form,
      { ...input, ...(file && { [file]: body[file] }) },
      { exposeDefaultValues: true },
    );
    const errors = await validate(sent, { whitelist: true, stopAtFirstError: true });
    if (errors.length > 0)
      throw new FormRefused(Object.fromEntries(errors.flatMap((e) => messages(e))), input);
    return sent;
  }
}

function messages(error: ValidationError, parent = ''): [string, Message][] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const [first] = Object.entries(error.constraints ?? {});
  const own: [string, Message][] = first
    ? [[field, { key: keyOf(first[1]), values: error.contexts?.[first[0]] as Message['values'] }]]
    : [];
  return [...own, ...(error.children ?? []).flatMap((child) => messages(child, field))];
}

/** A check that was given no key of ours says its own English sentence, which is in no language file. */
const keyOf = (message: string): string => (/^[\w.-]+$/.test(message) ? message : 'form.choice');

const Body = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return body && typeof body === 'object' ? body : {};
});

/** Gives a handler the form that was sent, checked; its type says which form. */
export const Form = (): ParameterDecorator => (target, name, index) => {
  const types = Reflect.getMetadata('design:paramtypes', target, name!) as FormClass[];
  noteForm((target as Record<string | symbol, object>)[name!]!, types[index]!);
  Body(new FormPipe())(target, name, index);
};
