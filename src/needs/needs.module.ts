import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { NeedChange, NeedPattern } from './need.entity.js';
import { Needs } from './needs.service.js';
import './needs.acts.js';

export const needEntities = [NeedChange, NeedPattern];

/** How many doctors an outlet needs in a slot: as somebody said, or as many as its fever visits will want. */
@Module({ imports: [NetworkModule], providers: [Needs], exports: [Needs] })
export class NeedsModule {}
