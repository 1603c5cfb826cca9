import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { NotAllowed } from '../web/refusals.js';
import type { Actor } from './actor.js';
import { NotSignedIn } from './not-signed-in.js';
import { type Policy, policyKey, policyNamed } from './policy.js';
import { SignIns } from './sign-ins.service.js';

/** Finds out who asks, and whether the route's policy lets them in. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignIns,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.handler = context.getHandler();
    const actor = await this.recognise(request);
    const policy = this.reflector.get<Policy | undefined>(policyKey, context.getHandler());
    if (!policy) throw new NotAllowed();
    if (policy.open) return true;
    if (!actor) throw new NotSignedIn();
    policy.assertAllows(actor);
    return true;
  }

  private async recognise(request: FastifyRequest): Promise<Actor | undefined> {
    const token = request.session.get('signIn');
    const actor = token ? await this.signIns.actor(token) : undefined;
    if (!actor) return undefined;
    request.person = actor;
    request.language = actor.language;
    request.may = (name) => policyNamed(name).allows(actor);
    return actor;
  }
}
