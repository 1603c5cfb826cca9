import { Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

const log = new Logger('Errors');

/** Answers by some work, or, if that fails too, by a page that needs nothing: an error's page never ends the process. */
export async function answerSurely(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (!reply.sent && !reply.raw.headersSent)
      void reply
        .status(500)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(staticPage(500));
  }
}

const sentences = {
  400: ['无法读取该请求', 'The request can’t be read'],
  408: ['请求超时，请重试', 'The request took too long. Try again'],
  431: ['请求头过大', 'The request’s headers are too large'],
  500: ['系统出错，请返回重试', 'Something broke. Go back and try again'],
  503: ['系统繁忙，请稍候重试', 'The system is busy. Try again in a moment'],
} as const;

/** A page in both languages that needs no view, no session and no database. */
export function staticPage(status: keyof typeof sentences): string {
  const [chinese, english] = sentences[status];
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status}</title><p>${chinese}。</p><p lang="en">${english}.</p><p><a href="/">便民 Bianmin</a></p></html>`;
}
