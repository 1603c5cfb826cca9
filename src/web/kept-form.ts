import type { FastifyRequest } from 'fastify';
import { showAgainField } from './form.js';
import { type FormClass, formOf, heard, type Input, type InputValue, isSecret } from './form-shape.js';
import { isLocalPath } from './local-path.js';

const mostFields = 2_000;
const mostCharacters = 200_000;
/** `medicines[0][quantity]` is the deepest that a form of ours goes. */
const deepest = 3;

interface Field {
  readonly name: string;
  readonly value: string;
}

/**
 * A form that was sent too late (signed out, or with an old token), kept so that nothing typed is lost: what its form
 * class knows, without secrets and files, up to a size.
 */
export class KeptForm {
  private constructor(
    readonly action: string,
    /** The fields as JSON, for a hidden field of the sign-in form. */
    readonly fields: string,
    private readonly flat: readonly Field[],
  ) {}

  /** @returns the kept form, or undefined when it did not come from one of our own pages */
  static of(action: unknown, fields: unknown): KeptForm | undefined {
    if (typeof action !== 'string' || !isLocalPath(action)) return undefined;
    if (typeof fields !== 'string' || fields.length > mostCharacters) return undefined;
    const flat = flattened(fields);
    return flat && new KeptForm(action, fields, flat);
  }

  /** What the page prints that shows the form again: every field, one by one. */
  get page(): object {
    return { action: this.action, again: showAgainField, fields: this.flat };
  }
}

/** Keeps the form of a request that could not be let in; only if this very site sent it. */
export function keptForm(request: FastifyRequest): KeptForm | undefined {
  if (request.method !== 'POST' || request.headers['sec-fetch-site'] === 'cross-site') return undefined;
  const { origin, host } = request.headers;
  if (origin && URL.canParse(origin) && new URL(origin).host !== host) return undefined;
  const form = formOf(request.handler);
  return KeptForm.of(request.url, JSON.stringify(form ? withoutSecrets(form, request.body) : {}));
}

const withoutSecrets = (form: FormClass, body: unknown): Input =>
  Object.fromEntries(Object.entries(heard(form, body)).filter(([field]) => !isSecret(form, field)));

/** `{a: [{b: 'x'}]}` as the form fields that mean it: `a[0][b]=x`; undefined where it is no form of ours. */
function flattened(json: string): Field[] | undefined {
  const flat: Field[] = [];
  const walk = (name: string, value: InputValue | Input, depth: number): boolean => {
    if (typeof value === 'string') return flat.push({ name, value }) <= mostFields;
    if (typeof value !== 'object' || value === null || depth > deepest) return false;
    return Object.entries(value).every(([key, inner]) =>
      walk(name ? `${name}[${key}]` : key, inner as InputValue, depth + 1),
    );
  };
  try {
    return walk('', JSON.parse(json) as Input, 0) ? flat : undefined;
  } catch {
    return undefined;
  }
}
