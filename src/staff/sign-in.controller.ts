import { Controller, Get, Post } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { isLocalPath } from '../web/local-path.js';
import { KeptForm } from '../web/kept-form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import type { Actor } from './actor.js';
import { DemoAccounts } from './demo-accounts.js';
import { LanguageForm } from './member.form.js';
import { Allow, everyone } from './policy.js';
import { SignInForm } from './sign-in.form.js';
import { SignIns } from './sign-ins.service.js';
import { Staff } from './staff.service.js';
import { staffPolicy } from './staff.policy.js';

@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignIns,
    private readonly staff: Staff,
    private readonly demo: DemoAccounts,
    private readonly settings: Settings,
  ) {}

  @Get('sign-in')
  @Allow(everyone)
  async new(@Asked() ask: Ask): Promise<Page> {
    const { keptAction, keptFields } = ask.refused?.input ?? {};
    return page('staff/sign-in', {
      to: ask.query('to'),
      kept: KeptForm.of(keptAction, keptFields),
      demo: this.settings.production ? [] : await this.demo.all(),
    });
  }

  @Post('sign-in')
  @Allow(everyone)
  @Again('new')
  async create(@Form() form: SignInForm, @Asked() ask: Ask): Promise<Page | SeeOther> {
    const { token, deviceToken, member } = await this.signIns.signIn(form.email, form.password, {
      address: ask.address,
      device: ask.device,
      deviceToken: ask.deviceToken,
    });
    ask.knowDevice(deviceToken);
    const kept = KeptForm.of(form.keptAction, form.keptFields);
    // A new secret, so that a token planted before the sign-in is worth nothing after it.
    ask.session.regenerate();
    ask.session.set('signIn', token);
    if (kept) return page('web/kept-form', { ...kept.page, language: member.language });
    return seeOther(form.to && isLocalPath(form.to) ? form.to : paths.home());
  }

  @Post('sign-out')
  @Allow(staffPolicy.useOwnAccount)
  async destroy(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.signIns.signOut(ask.actor, ask.session.get('signIn')!);
    ask.session.regenerate();
    return seeOther(paths.signIn(), 'staff.signedOut');
  }

  /** The language of one's own pages; before signing in, of this browser. */
  @Post('language')
  @Allow(everyone)
  async speak(@Form() form: LanguageForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    ask.session.set('language', form.language);
    if (ask.signedIn) await this.staff.speak(form.language, ask.actor);
    return seeOther(ask.cameFrom ?? paths.home());
  }
}
