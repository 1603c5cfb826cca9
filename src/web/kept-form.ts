import type { FastifyRequest } from 'fastify';
import { isLocalPath } from './local-path.js';
import { showAgainField } from './form.js';

/** A form that was sent too late (signed out, or with an old token), kept so that nothing typed is lost. */
export class KeptForm {
  private constructor(
    readonly action: string,
    readonly fields: string,
  ) {}

  /** @returns the kept form, or undefined when it did not come from one of our own pages */
  static of(action: unknown, fields: unknown): KeptForm | undefined {
    const local = typeof action === 'string' && isLocalPath(action);
    return local && typeof fields === 'string' ? new KeptForm(action, fields) : undefined;
  }

  /** What the page prints that shows the form again: every field, one by one. */
  static page(form: KeptForm): object {
    const fields: unknown = JSON.parse(form.fields);
    return { action: form.action, again: showAgainField, fields: flattened('', fields) };
  }
}

/** Keeps the form of a request that could not be let in; only if this very site sent it. */
export function keptForm(request: FastifyRequest): KeptForm | undefined {
  if (request.method !== 'POST' || request.headers['sec-fetch-site'] === 'cross-site') return undefined;
  const { origin, host } = request.headers;
  if (origin && URL.canParse(origin) && new URL(origin).host !== host) return undefined;
  const { _csrf: _token, ...fields } = (request.body ?? {}) as Record<string, unknown>;
  return KeptForm.of(request.url, JSON.stringify(fields));
}

interface Field {
  readonly name: string;
  readonly value: string;
}

/** `{a: {b: ['x']}}` as the form fields that mean it: `a[b][0]=x`. */
function flattened(name: string, value: unknown): Field[] {
  if (typeof value === 'string') return [{ name, value }];
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => flattened(name ? `${name}[${key}]` : key, inner));
}
