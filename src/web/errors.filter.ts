import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './domain/refusal.js';
import { FormRefused } from './form-refused.js';
import { keptForm } from './kept-form.js';
import { answerSurely } from './last-resort.js';
import { localReferer } from './local-referer.js';
import { NotFound, StaleForm } from './refusals.js';
import { page } from './page.js';
import { show } from './show.js';
import { statusOf } from './status.js';

const pages = [400, 403, 404, 413, 415, 422, 429, 500, 503];

/** The page for whatever went wrong, which says what to do next. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('Errors');

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    await answerSurely(reply, () => this.answer(error, http.getRequest<FastifyRequest>(), reply));
  }

  private async answer(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (error instanceof StaleForm) {
      const form = keptForm(request);
      if (form) return show(reply, page('web/kept-form', form.page, 403));
    }
    const status = this.statusOf(error);
    if (status >= 500)
      this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const refusal = error instanceof Refusal && !(error instanceof NotFound) ? error : undefined;
    const data = {
      status: pages.includes(status) ? status : status < 500 ? 422 : 500,
      reason: refusal && { key: `refusals.${refusal.code}`, values: refusal.values },
      back: request.method === 'GET' ? undefined : localReferer(request),
    };
    await show(reply, page('web/error', data, status));
  }

  private statusOf(error: unknown): number {
    if (error instanceof Refusal) return statusOf(error);
    if (error instanceof FormRefused) return 422;
    if (error instanceof HttpException) return error.getStatus();
    const { statusCode } = (error ?? {}) as { statusCode?: unknown };
    return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500;
  }
}
