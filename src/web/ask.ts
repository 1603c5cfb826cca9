import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../config/settings.js';
import { keyPattern } from './domain/key-pattern.js';
import type { FormErrors } from './form-refused.js';
import { formOf, heard, type Input } from './form-shape.js';
import { inHeader } from './in-header.js';
import { localReferer } from './local-referer.js';
import { NotFound } from './refusals.js';

/** Who stands behind a request, as far as the ground floor must know. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** What a refused form said, so that the same page can be shown again with what was typed. */
export interface Refused {
  readonly input: Input;
  readonly errors: FormErrors;
}

/** One request as a page handler sees it. `P` is the kind of person that the route's policy lets in. */
export class Ask<P extends Person = Person> {
  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    readonly refused?: Refused,
  ) {}

  /** The person who is signed in; only for routes whose policy asks for one. */
  get actor(): P {
    if (!this.request.person) throw new Error('This route lets in people who are not signed in.');
    return this.request.person as P;
  }

  get signedIn(): boolean {
    return this.request.person !== undefined;
  }

  get language(): Language {
    return this.request.language;
  }

  /** The key in the path; one that is none of ours is a page that does not exist. */
  key(name: string): string {
    const key = this.param(name);
    if (!keyPattern.test(key)) throw new NotFound();
    return key;
  }

  param(name: string): string {
    return (this.request.params as Record<string, string>)[name] ?? '';
  }

  /** A value of the query string, trimmed; blank where it is absent or doubled. */
  query(name: string): string {
    const value = (this.request.query as Record<string, unknown>)[name];
    return typeof value === 'string' ? value.trim() : '';
  }

  /** The number of the page of a long list, from 1. */
  get pageNumber(): number {
    const number = Number(this.query('page'));
    return Number.isInteger(number) && number > 0 && number < 1_000_000 ? number : 1;
  }

  /** What a form said so far, unchecked: for a preview of a form that is not complete yet. */
  get input(): Input {
    const form = formOf(this.request.handler);
    return form ? heard(form, this.request.body) : {};
  }

  get path(): string {
    return this.request.url;
  }

  /** The page of ours that the person came from, as a path. */
  get cameFrom(): string | undefined {
    return localReferer(this.request);
  }

  get address(): string {
    return this.request.ip;
  }

  get device(): string {
    return this.request.headers['user-agent']?.slice(0, 200) ?? '';
  }

  get session() {
    return this.request.session;
  }

  /** The token by which this browser is known again, if somebody has signed in on it. */
  get deviceToken(): string | undefined {
    return this.request.browser.get('token');
  }

  /** Has this browser known again. */
  knowDevice(token: string): void {
    this.request.browser.set('token', token);
  }

  /** Whether only a part of the page is wanted (htmx asks so). */
  get partial(): boolean {
    return this.request.headers['hx-request'] === 'true';
  }

  /** Sends the whole browser to another page, from a part that htmx asked for. */
  goTo(path: string): void {
    this.reply.header('hx-redirect', inHeader(path));
  }

  /** The same request, after its form was refused. */
  again(refused: Refused): Ask<P> {
    return new Ask<P>(this.request, this.reply, refused);
  }
}

/** Gives a handler the request as an `Ask`. */
export const Asked = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  return new Ask(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});
