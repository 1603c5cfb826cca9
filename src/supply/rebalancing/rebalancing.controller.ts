import { Controller, Get } from '@nestjs/common';
import { NewKeys } from '../../database/new-keys.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Registers } from '../../network/registers.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { type Page, page } from '../../web/page.js';
import { coverCell } from '../cover/cover.page.js';
import { supplyPolicy } from '../supply.policy.js';
import { RebalancingQueries } from './rebalancing.queries.js';

/** Who should give to whom in a district, or across all, with why; each move is asked for by one tap. */
@Controller('rebalancing')
export class RebalancingController {
  constructor(
    private readonly queries: RebalancingQueries,
    private readonly registers: Registers,
    private readonly medicines: Medicines,
    private readonly keys: NewKeys,
  ) {}

  @Get()
  @Allow(supplyPolicy.seeCover)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const [districts, medicines] = await Promise.all([
      this.registers.districtsOf(ask.actor),
      this.medicines.all(),
    ]);
    const across = ask.query('district') === 'all' && districts.length > 1;
    const district = across
      ? undefined
      : (districts.find(({ id }) => id === ask.query('district')) ?? districts[0]);
    const moves = district || across ? await this.queries.propose(district?.id, ask.actor.reach) : [];
    const districtOf = new Map(districts.map(({ id, name }) => [id, name]));
    const medicineOf = new Map(medicines.map((one) => [one.id, one]));
    return page('supply/rebalancing', {
      districts,
      district,
      across,
      severalDistricts: districts.length > 1,
      moves: moves.map((move) => {
        const medicine = medicineOf.get(move.medicineId)!;
        return {
          ...move,
          id: this.keys.next(),
          name: medicineName(medicine, ask.language),
          unit: medicine.unit,
          ...(across && {
            fromDistrict: districtOf.get(move.from.districtId),
            toDistrict: districtOf.get(move.to.districtId),
          }),
          away: move.kilometres === undefined ? undefined : Math.round(move.kilometres * 10) / 10,
          cells: {
            giverBefore: coverCell(move.giver.before, false),
            giverAfter: coverCell(move.giver.after, false),
            takerBefore: coverCell(move.taker.before, move.taker.out),
            takerAfter: coverCell(move.taker.after, false),
          },
        };
      }),
    });
  }
}
