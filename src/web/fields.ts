import { keyPattern } from './domain/key-pattern.js';
import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isDay } from '../config/domain/calendar.js';
import { dayIn } from '../values/day.js';
import { numberOf } from '../values/number.js';
import { tidy } from '../values/text.js';
import { type FormClass, NotedAsRows, NotedAsSecret } from './form-shape.js';

/*
 * The fields that forms are made of. Each takes what a person or a keyboard may send (full-width digits,
 * spaces around, a blank) and says what is wrong by the key of a sentence in `views/locales`. The first
 * check that fails speaks: whether it is there, then whether it is of the kind, then whether it is in range.
 */

interface Wanted {
  optional?: boolean;
}

const plain = (value: unknown): unknown => (typeof value === 'string' ? tidy(value) : value);
const blankIsAbsent = (value: unknown) => (value === '' || value === null ? undefined : value);
const asNumber = (value: unknown) => (typeof value === 'string' ? (numberOf(value) ?? NaN) : value);

const Cleaned = (clean: (value: unknown) => unknown = (value) => value) =>
  Transform(({ value }: { value: unknown }) => {
    const given = blankIsAbsent(plain(value));
    return given === undefined ? undefined : clean(given);
  });

const Presence = ({ optional }: Wanted) =>
  optional ? IsOptional() : IsNotEmpty({ message: 'form.required' });

const isString = (value: unknown): value is string => typeof value === 'string';

/** One line of text. */
export const TextField = ({ max = 200, ...wanted }: Wanted & { max?: number } = {}) =>
  applyDecorators(Cleaned(), Presence(wanted), MaxLength(max, { message: 'form.tooLong', context: { max } }));

/** Text of several lines, kept as typed. */
export const NoteField = ({ max = 2000, ...wanted }: Wanted & { max?: number } = {}) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => blankIsAbsent(isString(value) ? value.trim() : value)),
    Presence(wanted),
    MaxLength(max, { message: 'form.tooLong', context: { max } }),
  );

/** Text of a given shape; `message` is the key of the sentence that explains it. */
export const PatternField = ({
  pattern,
  message,
  ...wanted
}: Wanted & { pattern: RegExp; message: string }) =>
  applyDecorators(Cleaned(), Presence(wanted), Matches(pattern, { message }));

export const EmailField = (wanted: Wanted = {}) =>
  applyDecorators(
    Cleaned((value) => (isString(value) ? value.toLowerCase() : value)),
    Presence(wanted),
    IsEmail({}, { message: 'form.email' }),
  );

/** A password, exactly as typed. */
export const SecretField = () =>
  applyDecorators(
    NotedAsSecret(),
    IsString({ message: 'form.required' }),
    MaxLength(200, { message: 'form.tooLong', context: { max: 200 } }),
  );

/** A calendar day that exists, however it is written; the form has it as `YYYY-MM-DD`. */
export const DayField = (wanted: Wanted = {}) =>
  applyDecorators(
    Cleaned((value) => (isString(value) ? (dayIn(value) ?? value) : value)),
    Presence(wanted),
    ValidateBy(
      { name: 'isDay', validator: { validate: (value) => isString(value) && isDay(value) } },
      { message: 'form.day' },
    ),
  );

interface Range extends Wanted {
  min: number;
  max: number;
}

export const IntegerField = ({ min, max, ...wanted }: Range) =>
  applyDecorators(
    Cleaned(asNumber),
    Presence(wanted),
    IsInt({ message: 'form.integer' }),
    Min(min, { message: 'form.range', context: { min, max } }),
    Max(max, { message: 'form.range', context: { min, max } }),
  );

export const DecimalField = ({ min, max, ...wanted }: Range) =>
  applyDecorators(
    Cleaned(asNumber),
    Presence(wanted),
    IsNumber({}, { message: 'form.number' }),
    Min(min, { message: 'form.range', context: { min, max } }),
    Max(max, { message: 'form.range', context: { min, max } }),
  );

export const ChoiceField = (choices: readonly string[], wanted: Wanted = {}) =>
  applyDecorators(Cleaned(), Presence(wanted), IsIn(choices, { message: 'form.choice' }));

/** Any number of the choices: one comes as a text, several as a list, none not at all (so default to []). */
export const ChoicesField = (choices?: readonly string[]) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      const given = blankIsAbsent(value);
      return given === undefined ? [] : Array.isArray(given) ? (given as unknown[]) : [given];
    }),
    IsArray({ message: 'form.choice' }),
    IsString({ each: true, message: 'form.choice' }),
    ArrayMaxSize(12_000, { message: 'form.choice' }),
    ...(choices ? [IsIn(choices, { each: true, message: 'form.choice' })] : []),
  );

/** A ticked box; one that is not ticked is not sent at all (so default to false). */
export const FlagField = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => ['on', 'true', '1', true].includes(value as string)),
    IsBoolean({ message: 'form.choice' }),
  );

/** The key of a row, from a list or a hidden field. */
export const KeyField = (wanted: Wanted = {}) =>
  PatternField({ pattern: keyPattern, message: 'form.choice', ...wanted });

interface Rows {
  /** Rows, at most. */
  readonly most: number;
  /** The fields of which one at least is filled in a row that counts; without them every row counts. */
  readonly filledBy?: readonly string[];
  readonly message?: string;
}

/** Rows, each a form of its own (so default to []). Rows that were left blank are none. */
export const RowsField = (row: () => FormClass, { most, filledBy, message = 'form.choice' }: Rows) =>
  applyDecorators(
    NotedAsRows(row),
    Type(row),
    Transform(({ value }: { value: unknown }) => {
      const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
      return filledBy ? rows.filter((one) => filledBy.some((field) => one?.[field])) : rows;
    }),
    ArrayMaxSize(most, { message }),
    ValidateNested({ each: true }),
  );
