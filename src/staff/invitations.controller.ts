import { Controller, Get, Post } from '@nestjs/common';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import type { Actor } from './actor.js';
import { MemberForm } from './member.form.js';
import { Allow } from './policy.js';
import { PostPage } from './post.page.js';
import { staffPolicy } from './staff.policy.js';
import { Staff } from './staff.service.js';

/** Somebody new is invited, by an administrator or by the manager of their chain. */
@Controller('staff')
export class InvitationsController {
  constructor(
    private readonly staff: Staff,
    private readonly postPage: PostPage,
  ) {}

  @Get('new')
  @Allow(staffPolicy.invite)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const wanted = ask.refused?.input.role ?? ask.query('role');
    return page('staff/new', {
      ...(await this.postPage.offered(ask.actor, wanted)),
      place: ask.query('place'),
      address: paths.newStaff(),
    });
  }

  @Post()
  @Allow(staffPolicy.invite)
  @Again('new')
  async create(@Form() form: MemberForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id } = await this.staff.invite(form, ask.actor);
    const next = staffPolicy.manageStaff.allows(ask.actor) ? paths.member(id) : paths.newStaff();
    return seeOther(next, 'staff.invited', { email: form.email });
  }
}
