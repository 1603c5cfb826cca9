import 'reflect-metadata';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

/*
 * What a form class says of itself, without an instance: which fields it knows. Whatever else a request brings is not
 * heard at all: no rule, no page and no kept form meets a value of a shape that no field has.
 */

export type FormClass = new () => object;

/** What a form said: texts, lists of texts, and rows of these. */
export interface Input {
  readonly [field: string]: InputValue;
}
export type InputValue = string | readonly string[] | readonly Input[];

const formKey = Symbol('form');
const previewKey = Symbol('preview');
const rowsKey = Symbol('rows');
const secretsKey = Symbol('secrets');

/** For a route that reads a form which is not complete yet: which form it is. */
export const Previews = (form: FormClass) =>
  applyDecorators(SetMetadata(formKey, form), SetMetadata(previewKey, true));

/** Notes at a handler which form it takes. */
export function noteForm(handler: object, form: FormClass): void {
  Reflect.defineMetadata(formKey, form, handler);
}

/** The form that a handler takes, if it takes one. */
export const formOf = (handler: object | undefined): FormClass | undefined =>
  handler && (Reflect.getMetadata(formKey, handler) as FormClass | undefined);

/** Whether a route only reads on while its form is typed: nothing is sent by it, so nothing is lost. */
export const isPreview = (handler: object): boolean => Reflect.hasMetadata(previewKey, handler);

/** Notes that a field holds rows, each a form of its own. */
export const NotedAsRows =
  (row: () => FormClass): PropertyDecorator =>
  (target, field) =>
    Reflect.defineMetadata(rowsKey, row, target, field);

/** Notes that a field is a secret: what was typed there is never shown again. */
export const NotedAsSecret = (): PropertyDecorator => (target, field) =>
  Reflect.defineMetadata(secretsKey, true, target, field);

/** The names of a form's fields. */
export function fieldsOf(form: FormClass): string[] {
  return [...new Set(allChecks(form).map(({ propertyName }) => propertyName))];
}

/** The checks of a field by their names, with what each was given: `max` → `[500]`. */
export const checksOf = (form: FormClass, field: string): Map<string, readonly unknown[]> =>
  new Map(
    allChecks(form)
      .filter(({ propertyName }) => propertyName === field)
      .map(({ name, type, constraints }) => [name ?? type, (constraints ?? []) as readonly unknown[]]),
  );

/** The form that each row of a field is, where it holds rows. */
export const rowsOf = (form: FormClass, field: string): FormClass | undefined =>
  (Reflect.getMetadata(rowsKey, form.prototype as object, field) as (() => FormClass) | undefined)?.();

/** The field that a file comes in, if there is one. */
export const fileFieldOf = (form: FormClass): string | undefined =>
  allChecks(form).find(({ name }) => name === 'isFile')?.propertyName;

type Check = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** A class says the same of itself for ever, and finding it means looking at the checks of all forms. */
const checksOfForms = new WeakMap<FormClass, readonly Check[]>();

function allChecks(form: FormClass): readonly Check[] {
  const known =
    checksOfForms.get(form) ?? getMetadataStorage().getTargetValidationMetadatas(form, '', true, false);
  checksOfForms.set(form, known);
  return known;
}

export const isSecret = (form: FormClass, field: string): boolean =>
  Reflect.hasMetadata(secretsKey, form.prototype as object, field);

/** Whether somebody writes words into a form, beside what is chosen or ticked. */
export const takesText = (form: FormClass): boolean =>
  allChecks(form).some(({ name, propertyName }) => name === 'maxLength' && !isSecret(form, propertyName));

/** What a form knows of a request's body: of each field a text, a list of texts or rows, and nothing else. */
export function heard(form: FormClass, body: unknown): Input {
  const said = isRecord(body) ? body : {};
  const pairs = fieldsOf(form).flatMap((field): [string, InputValue][] => {
    if (!Object.hasOwn(said, field)) return [];
    const value = valueOf(form, field, said[field]);
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(pairs);
}

function valueOf(form: FormClass, field: string, value: unknown): InputValue | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  const row = rowsOf(form, field);
  return row
    ? value.map((one: unknown) => heard(row, one))
    : value.filter((one): one is string => typeof one === 'string');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
