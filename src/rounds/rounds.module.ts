import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Leases } from './leases.service.js';
import { RoundLease } from './round-lease.entity.js';
import { Rounds } from './rounds.service.js';

export const roundEntities = [RoundLease];

/** What time brings about. */
@Module({
  imports: [DiscoveryModule],
  providers: [Leases, Rounds],
})
export class RoundsModule {}
