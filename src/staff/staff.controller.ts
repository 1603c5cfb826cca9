import { Controller, Get, Post } from '@nestjs/common';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import type { Actor } from './actor.js';
import { AuditTrail } from './audit-trail.js';
import { MemberChangeForm } from './member.form.js';
import { PostPage } from './post.page.js';
import { Allow } from './policy.js';
import { SignIns } from './sign-ins.service.js';
import { Staff } from './staff.service.js';
import { staffPolicy } from './staff.policy.js';

@Controller('staff')
export class StaffController {
  constructor(
    private readonly staff: Staff,
    private readonly signIns: SignIns,
    private readonly postPage: PostPage,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Allow(staffPolicy.manageStaff)
  async index(): Promise<Page> {
    return page('staff/index', { members: await this.staff.all() });
  }

  @Get(':id')
  @Allow(staffPolicy.manageStaff)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const member = await this.staff.find(ask.key('id'));
    return page('staff/show', {
      member,
      own: member.id === ask.actor.id,
      posts: await this.postPage.of(member.id),
      signIns: await this.signIns.current(member.id),
      trail: await this.audit.of(member.id),
    });
  }

  @Post(':id')
  @Allow(staffPolicy.manageStaff)
  @Again('show')
  async update(@Form() form: MemberChangeForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.staff.change(ask.key('id'), form, ask.actor);
    return seeOther(paths.member(ask.key('id')), 'form.saved');
  }

  @Post(':id/invitation')
  @Allow(staffPolicy.manageStaff)
  async inviteAgain(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.staff.inviteAgain(ask.key('id'), ask.actor);
    return seeOther(paths.member(ask.key('id')), 'staff.linkMailed');
  }

  @Post(':id/disabling')
  @Allow(staffPolicy.manageStaff)
  async disable(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const member = await this.staff.find(ask.key('id'));
    await this.staff.disable(member.id, ask.actor);
    return seeOther(paths.member(member.id), 'staff.disabled', { name: member.name });
  }

  @Post(':id/enabling')
  @Allow(staffPolicy.manageStaff)
  async enable(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const member = await this.staff.find(ask.key('id'));
    await this.staff.enable(member.id, ask.actor);
    return seeOther(paths.member(member.id), 'staff.enabled', { name: member.name });
  }

  @Post(':id/revoked-sign-ins')
  @Allow(staffPolicy.manageStaff)
  async revokeSignIns(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const member = await this.staff.find(ask.key('id'));
    await this.signIns.revokeAll(ask.actor, member.id);
    return seeOther(paths.member(member.id), 'staff.signInsRevoked', { name: member.name });
  }
}
