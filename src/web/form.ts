import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { FormRefused, type Message } from './form-refused.js';

/** The hidden field that asks to see a kept form again instead of sending it. */
export const showAgainField = '_again';

type FormClass = new () => object;

/** Turns the body of a request into its form class, or refuses it with a message by field. */
@Injectable()
class FormPipe implements PipeTransform<Record<string, unknown>> {
  async transform(body: Record<string, unknown>, { metatype }: { metatype?: unknown }): Promise<object> {
    const { _csrf: _token, [showAgainField]: showAgain, ...input } = body;
    if (showAgain) throw new FormRefused({}, input, 200);
    const form = plainToInstance(metatype as FormClass, input, { exposeDefaultValues: true });
    const errors = await validate(form, { whitelist: true, stopAtFirstError: true });
    if (errors.length > 0)
      throw new FormRefused(Object.fromEntries(errors.flatMap((e) => messages(e))), input);
    return form;
  }
}

function messages(error: ValidationError, parent = ''): [string, Message][] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const [first] = Object.entries(error.constraints ?? {});
  const own: [string, Message][] = first
    ? [[field, { key: first[1], values: error.contexts?.[first[0]] as Message['values'] }]]
    : [];
  return [...own, ...(error.children ?? []).flatMap((child) => messages(child, field))];
}

const Body = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const body = context.switchToHttp().getRequest<FastifyRequest>().body;
  return body && typeof body === 'object' ? { ...body } : {};
});

/** Gives a handler the form that was sent, checked; its type says which form. */
export const Form = (): ParameterDecorator => Body(new FormPipe());
