import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { againKey } from './again.js';
import { Ask } from './ask.js';
import { showAgainField } from './form.js';
import { FormRefused } from './form-refused.js';
import { formOf, heard } from './form-shape.js';
import { Refusal } from './domain/refusal.js';
import { paths } from './paths.js';
import { Download, Drawing, MailSheet, Page, SeeOther } from './page.js';
import { inHeader } from './in-header.js';
import { show } from './show.js';
import { statusOf } from './status.js';

/** What a mail may do on a page of ours: look as it does. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

type PageHandler = (ask: Ask) => Promise<Page> | Page;

/** The one way out of a handler: a page, a redirect, a file, or its form's page again. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (this.isKeptButton(context)) return from(this.answer(reply, new SeeOther(paths.home())));
    return next.handle().pipe(
      catchError((error: unknown) => {
        const shown = this.shownAgain(context, error);
        return shown ? from(shown) : throwError(() => error);
      }),
      switchMap((result: unknown) => from(this.answer(reply, result))),
    );
  }

  /** A kept form that has no page of its own, a mere button, is not pressed on anybody's behalf. */
  private isKeptButton(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    const kept = body !== null && typeof body === 'object' && showAgainField in body;
    return kept && !this.reflector.get<string | undefined>(againKey, context.getHandler());
  }

  private shownAgain(context: ExecutionContext, error: unknown): Promise<Page> | undefined {
    const refused = error instanceof FormRefused ? error : this.refusedByRule(context, error);
    const handler = this.reflector.get<string | undefined>(againKey, context.getHandler());
    if (!refused || !handler) return undefined;
    const http = context.switchToHttp();
    const ask = new Ask(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    const controller = this.modules.get<Record<string, PageHandler>>(context.getClass(), { strict: false });
    return Promise.resolve(
      controller[handler]!(ask.again({ input: refused.input, errors: refused.errors })),
    ).then(
      ({ view, data }) =>
        new Page(view, { ...data, form: refused.input, errors: refused.errors }, refused.status),
    );
  }

  /** A rule's refusal stands in the form, beside the field that it concerns. */
  private refusedByRule(context: ExecutionContext, error: unknown): FormRefused | undefined {
    if (!(error instanceof Refusal) || !['invalid', 'conflict'].includes(error.kind)) return undefined;
    const form = formOf(context.getHandler());
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    const message = { key: `refusals.${error.code}`, values: error.values };
    return new FormRefused(
      { [error.field ?? '']: message },
      form ? heard(form, body) : {},
      statusOf(error) === 409 ? 409 : 422,
    );
  }

  private async answer(reply: FastifyReply, result: unknown): Promise<unknown> {
    if (result instanceof Page) return show(reply, result);
    if (result instanceof SeeOther) {
      if (result.done) reply.request.session.set('flash', result.done);
      return reply.redirect(inHeader(result.path), 303);
    }
    if (result instanceof Download) {
      return reply
        .type(result.type)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(result.fileName)}`)
        .send(result.content);
    }
    if (result instanceof MailSheet) {
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-frame-options', 'SAMEORIGIN')
        .header('content-security-policy', mailPolicy)
        .send(result.html);
    }
    if (result instanceof Drawing) {
      return reply.type('image/svg+xml').header('cache-control', 'no-store').send(result.svg);
    }
    return result;
  }
}
