import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { staticPage } from './last-resort.js';

const headersTimeoutMs = 20_000;
/** Longer than a silent stream, which sends a comment every 25 s. */
const connectionTimeoutMs = 120_000;
/** Longer than a proxy keeps a connection, so that it is the proxy that closes. */
const keepAliveTimeoutMs = 72_000;
const lookForSlowOnesEveryMs = 2_000;
const largestFormBytes = 1024 * 1024;

/** The web server: Fastify, without parsers of its own choosing, and with an end to whatever is slow. */
export function newAdapter({ TRUST_PROXY, REQUEST_TIMEOUT }: Settings): FastifyAdapter {
  const requestTimeout = REQUEST_TIMEOUT * 1000;
  return new FastifyAdapter({
    trustProxy: believed(TRUST_PROXY),
    bodyLimit: largestFormBytes,
    requestTimeout,
    connectionTimeout: Math.max(connectionTimeoutMs, requestTimeout),
    keepAliveTimeout: keepAliveTimeoutMs,
    http: {
      headersTimeout: Math.min(headersTimeoutMs, requestTimeout),
      connectionsCheckingInterval: lookForSlowOnesEveryMs,
    },
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerBadRequest,
  });
}

/** Fastify takes no count of hops: the client's own header begins behind as many as there are proxies. */
const believed = (proxies: Settings['TRUST_PROXY']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;

/** An address that no route can be looked up for. */
function answerBadAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  void reply.status(400).type('text/html; charset=utf-8').send(staticPage(400));
}

/** What is no HTTP, or came too slowly: there is no request yet to answer by a page. */
function answerBadRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const page = staticPage(status);
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(page)}\r\n\r\n${page}`,
  );
}

const reasons = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' };
