import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { CsrfGuard } from '../web/csrf.guard.js';
import { AccountController } from './account.controller.js';
import { UploadGuard } from '../web/upload.guard.js';
import { Actors } from './actors.js';
import { AuditController } from './audit.controller.js';
import { AuditRecord } from './audit-record.entity.js';
import { AuditTrail } from './audit-trail.js';
import { DemoAccounts } from './demo-accounts.js';
import { DoorGuard } from './door.guard.js';
import { Guessing } from './guessing.js';
import { NotSignedInFilter } from './not-signed-in.filter.js';
import { PasswordsController } from './passwords.controller.js';
import { Passwords } from './passwords.service.js';
import { Places } from './places.js';
import { PolicyCheck } from './policy-check.js';
import { KnownDevice, PasswordLink, SignIn, SignInAttempt } from './sign-in.entity.js';
import { Proposal } from './proposals/proposal.entity.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { Proposals } from './proposals/proposals.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIns } from './sign-ins.service.js';
import { InviteCommand, StaffCommand } from './staff.command.js';
import { InvitationsController } from './invitations.controller.js';
import { StaffController } from './staff.controller.js';
import { PostPage } from './post.page.js';
import { PostsController } from './posts.controller.js';
import { Posts } from './posts.service.js';
import { StaffMember } from './staff-member.entity.js';
import { PostPlace, StaffPost } from './staff-post.entity.js';
import { Staff } from './staff.service.js';
import './staff.acts.js';

export const staffEntities = [
  StaffMember,
  StaffPost,
  PostPlace,
  SignIn,
  KnownDevice,
  SignInAttempt,
  PasswordLink,
  AuditRecord,
  Proposal,
];

/** Accounts, roles, sign-in, policies, audit trail. Its guards stand before every route. */
@Module({
  imports: [DiscoveryModule],
  controllers: [
    SignInController,
    PasswordsController,
    AccountController,
    InvitationsController,
    StaffController,
    PostsController,
    AuditController,
    ProposalsController,
  ],
  providers: [
    // In this order: who asks and whether they may, then what they sent, then whether it is from their own browser.
    { provide: APP_GUARD, useClass: DoorGuard },
    { provide: APP_GUARD, useClass: UploadGuard },
    { provide: APP_GUARD, useClass: CsrfGuard },
    { provide: APP_FILTER, useClass: NotSignedInFilter },
    Actors,
    AuditTrail,
    DemoAccounts,
    Guessing,
    Passwords,
    Places,
    PolicyCheck,
    PostPage,
    Posts,
    Proposals,
    SignIns,
    Staff,
    StaffCommand,
    InviteCommand,
  ],
  exports: [Actors, AuditTrail, Passwords, Places, PolicyCheck, Proposals, SignIns, Staff],
})
export class StaffModule {}
