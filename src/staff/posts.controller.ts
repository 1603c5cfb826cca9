import { Controller, Get, Post } from '@nestjs/common';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import type { Actor } from './actor.js';
import { placeOf } from './domain/roles.js';
import { PlacesForm, PostForm } from './member.form.js';
import { Allow } from './policy.js';
import { PostPage } from './post.page.js';
import { Posts } from './posts.service.js';
import { Staff } from './staff.service.js';
import { staffPolicy } from './staff.policy.js';

/** Gives posts to people, moves them and takes them away. */
@Controller('staff/:id/posts')
export class PostsController {
  constructor(
    private readonly staff: Staff,
    private readonly posts: Posts,
    private readonly postPage: PostPage,
  ) {}

  @Get('new')
  @Allow(staffPolicy.manageStaff)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const member = await this.staff.find(ask.key('id'));
    const wanted = ask.refused?.input.role ?? ask.query('role');
    return page('staff/posts/new', {
      member,
      ...(await this.postPage.offered(ask.actor, wanted)),
      address: paths.newPost(member.id),
    });
  }

  @Post()
  @Allow(staffPolicy.manageStaff)
  @Again('new')
  async create(@Form() form: PostForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.posts.give(ask.key('id'), form, ask.actor);
    return seeOther(paths.member(ask.key('id')), 'form.saved');
  }

  @Get(':postId')
  @Allow(staffPolicy.manageStaff)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const member = await this.staff.find(ask.key('id'));
    const posts = await this.postPage.of(member.id);
    const post = posts.find(({ id }) => id === ask.key('postId'));
    if (!post) throw new NotFound();
    const choices = await this.postPage.choicesFor(post.role, ask.actor);
    const kind = placeOf[post.role];
    return page('staff/posts/show', { member, post, kind, choices, isLast: posts.length === 1 });
  }

  @Post(':postId')
  @Allow(staffPolicy.manageStaff)
  @Again('show')
  async update(@Form() { places }: PlacesForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.posts.move(ask.key('id'), ask.key('postId'), places, ask.actor);
    return seeOther(paths.member(ask.key('id')), 'form.saved');
  }

  @Post(':postId/ending')
  @Allow(staffPolicy.manageStaff)
  async end(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.posts.end(ask.key('id'), ask.key('postId'), ask.actor);
    return seeOther(paths.member(ask.key('id')), 'staff.postEnded');
  }
}
