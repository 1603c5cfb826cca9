import { Controller, Get, Post } from '@nestjs/common';
import { medicineChoices } from '../medicines/domain/medicine.js';
import { Medicines } from '../medicines/medicines.service.js';
import { reachesDistrict } from '../network/reach.js';
import { Registers } from '../network/registers.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { ChoiceField, DecimalField, IntegerField, KeyField } from '../web/fields.js';
import { Form } from '../web/form.js';
import { translate } from '../web/language.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { alertsPolicy } from './alerts.policy.js';
import { type AlertKind, alertKinds, kindFacts } from './domain/kinds.js';
import { Thresholds } from './thresholds.service.js';

class RuleForm {
  @ChoiceField(alertKinds)
  kind: AlertKind;

  @KeyField({ optional: true })
  medicineId?: string;

  @KeyField({ optional: true })
  districtId?: string;

  @DecimalField({ min: 0.1, max: 100_000, optional: true })
  threshold?: number;

  @IntegerField({ min: 1, max: 43_200, optional: true })
  escalateMinutes?: number;
}

/** From which figures on alerts are opened, and how long they wait, by medicine and district. */
@Controller('alerts/rules')
export class RulesController {
  constructor(
    private readonly thresholds: Thresholds,
    private readonly medicines: Medicines,
    private readonly registers: Registers,
  ) {}

  @Get()
  @Allow(alertsPolicy.setRules)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const [rules, medicines, districts] = await Promise.all([
      this.thresholds.all(),
      this.medicines.all(),
      this.registers.districts(),
    ]);
    const { reach } = ask.actor;
    const choices = medicineChoices(medicines, ask.language);
    const nameIn = (all: readonly { id: string; name: string }[], id: string | null) =>
      all.find((one) => one.id === id)?.name;
    return page('alerts/rules', {
      kinds: alertKinds.map((kind) => ({
        id: kind,
        key: `alerts.kinds.${kind}`,
        threshold: kindFacts[kind].threshold ?? null,
        hours: inHours(kindFacts[kind].escalateMinutes),
        rules: rules
          .filter((rule) => rule.kind === kind)
          .map((rule) => ({
            ...rule,
            medicine: nameIn(choices, rule.medicineId),
            district: nameIn(districts, rule.districtId),
            hours: inHours(rule.escalateMinutes),
            mayChange: reachesDistrict(reach, rule.districtId),
          })),
      })),
      medicines: choices,
      districts: districts.filter(({ id }) => reachesDistrict(reach, id)),
      noDistrict: translate(
        ask.language,
        reachesDistrict(reach, null) ? 'network.allDistricts' : 'web.choose',
      ),
    });
  }

  @Post()
  @Allow(alertsPolicy.setRules)
  @Again('index')
  async create(@Form() form: RuleForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { kind, medicineId = null, districtId = null, threshold = null, escalateMinutes = null } = form;
    await this.thresholds.set({ kind, medicineId, districtId, threshold, escalateMinutes }, ask.actor);
    return seeOther(paths.alertRules(), 'form.saved');
  }

  @Post(':rule/removal')
  @Allow(alertsPolicy.setRules)
  async remove(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.thresholds.unset(ask.key('rule'), ask.actor);
    return seeOther(paths.alertRules(), 'form.saved');
  }
}

const inHours = (minutes: number | null) => (minutes === null ? null : Math.round(minutes / 6) / 10);
