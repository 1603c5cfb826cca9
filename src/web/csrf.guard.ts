import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import csrf from '@fastify/csrf';
import type { FastifyRequest } from 'fastify';
import { StaleForm } from './refusals.js';
import './session.js';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];
const tokens = csrf.Tokens({});

/** The token that a page's forms carry, made from the secret of this browser's session. */
export function csrfToken({ session }: FastifyRequest): string {
  const secret = session.get('csrfSecret') ?? tokens.secretSync();
  if (!session.get('csrfSecret')) session.set('csrfSecret', secret);
  return tokens.create(secret);
}

/** Lets a form in only with the token that this browser's own session was given. */
@Injectable()
export class CsrfGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (safeMethods.includes(request.method)) return true;
    const secret = request.session.get('csrfSecret');
    const sent =
      (request.body as Record<string, unknown> | undefined)?._csrf ?? request.headers['x-csrf-token'];
    if (!secret || typeof sent !== 'string' || !tokens.verify(secret, sent)) throw new StaleForm();
    return true;
  }
}
