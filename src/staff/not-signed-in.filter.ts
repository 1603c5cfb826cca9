import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keptForm } from '../web/kept-form.js';
import { answerSurely } from '../web/last-resort.js';
import { paths } from '../web/paths.js';
import { page } from '../web/page.js';
import { show } from '../web/show.js';
import { NotSignedIn } from './not-signed-in.js';

/** An address of ours that fits into the answer's header. */
const longestAddress = 2_000;
const worthGoingBackTo = (url: string) =>
  url === paths.home() || url.length > longestAddress ? undefined : url;

/**
 * Asks to sign in. A form that was on its way is kept, and comes back as it was. Where a part of a page was asked
 * for, the page stays with what is typed in it, and says that its sign-in has ended.
 */
@Catch(NotSignedIn)
export class NotSignedInFilter implements ExceptionFilter<NotSignedIn> {
  async catch(_error: NotSignedIn, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    await answerSurely(reply, () => this.askToSignIn(http.getRequest<FastifyRequest>(), reply));
  }

  private async askToSignIn(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (request.headers['hx-request'] === 'true') {
      reply.header('hx-retarget', '#signed-out').header('hx-reswap', 'outerHTML');
      await show(reply, page('staff/signed-out', {}, 401));
    } else if (request.method === 'GET') {
      await reply.redirect(paths.signIn(worthGoingBackTo(request.url)), 303);
    } else {
      await show(reply, page('staff/sign-in', { kept: keptForm(request) }, 401));
    }
  }
}
