import { Controller, Get, Post } from '@nestjs/common';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { ForgottenPasswordForm, PasswordForm } from './password.form.js';
import { Passwords } from './passwords.service.js';
import { Allow, everyone } from './policy.js';

/** A password is set by a mailed one-time link, the first time and when it is forgotten. */
@Controller('passwords')
export class PasswordsController {
  constructor(private readonly passwords: Passwords) {}

  @Get('new')
  @Allow(everyone)
  new(): Page {
    return page('staff/forgotten-password');
  }

  @Post()
  @Allow(everyone)
  @Again('new')
  async create(@Form() form: ForgottenPasswordForm): Promise<SeeOther> {
    await this.passwords.forgotten(form.email);
    return seeOther(paths.signIn(), 'staff.linkMailed');
  }

  @Get(':token')
  @Allow(everyone)
  async edit(@Asked() ask: Ask): Promise<Page> {
    const holder = await this.passwords.holder(ask.param('token'));
    return page('staff/set-password', { email: holder.email, token: ask.param('token') });
  }

  @Post(':token')
  @Allow(everyone)
  @Again('edit')
  async update(@Form() form: PasswordForm, @Asked() ask: Ask): Promise<SeeOther> {
    await this.passwords.setByLink(ask.param('token'), form.password);
    return seeOther(paths.signIn(), 'staff.passwordSet');
  }
}
