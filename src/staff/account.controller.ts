import { Controller, Get, Post } from '@nestjs/common';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import type { Actor } from './actor.js';
import { PasswordForm } from './password.form.js';
import { PostInUseForm } from './member.form.js';
import { Passwords } from './passwords.service.js';
import { Posts } from './posts.service.js';
import { PostPage } from './post.page.js';
import { Allow } from './policy.js';
import { SignIns } from './sign-ins.service.js';
import { staffPolicy } from './staff.policy.js';
import { tokenHash } from './tokens.js';

/** One's own account. */
@Controller('account')
export class AccountController {
  constructor(
    private readonly signIns: SignIns,
    private readonly passwords: Passwords,
    private readonly posts: Posts,
    private readonly postPage: PostPage,
  ) {}

  @Get()
  @Allow(staffPolicy.useOwnAccount)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const here = tokenHash(ask.session.get('signIn')!);
    const signIns = await this.signIns.current(ask.actor.id);
    return page('staff/account', {
      posts: await this.postPage.of(ask.actor.id),
      signIns: signIns.map((signIn) => ({ ...signIn, here: signIn.tokenHash === here })),
    });
  }

  @Post('password')
  @Allow(staffPolicy.useOwnAccount)
  @Again('show')
  async changePassword(@Form() form: PasswordForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.passwords.change(ask.actor, form.password, ask.session.get('signIn')!);
    return seeOther(paths.account(), 'staff.passwordSet');
  }

  /** Works on in another of one's posts, on this browser. */
  @Post('post')
  @Allow(staffPolicy.useOwnAccount)
  @Again('show')
  async workIn(@Form() form: PostInUseForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.posts.workIn(form.post, ask.actor, ask.session.get('signIn')!);
    return seeOther(paths.home(), 'staff.postTakenUp');
  }

  @Post('revoked-sign-ins')
  @Allow(staffPolicy.useOwnAccount)
  async revokeOthers(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.signIns.revokeAll(ask.actor, ask.actor.id, ask.session.get('signIn'));
    return seeOther(paths.account(), 'staff.otherSignInsRevoked');
  }
}
