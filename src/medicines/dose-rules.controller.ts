import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { assertAscending, type DoseRule } from './domain/dose-rule.js';
import { sourceKey } from './domain/rule-source.js';
import { DoseRuleForm } from './dose-rule.form.js';
import { DoseRules } from './dose-rules.service.js';
import { medicinesPolicy } from './medicines.policy.js';
import { Medicines } from './medicines.service.js';

/** How much of each ingredient somebody of an age takes, as the bureau keeps it. */
@Controller('dose-rules')
export class DoseRulesController {
  constructor(
    private readonly rules: DoseRules,
    private readonly medicines: Medicines,
  ) {}

  @Get()
  @Allow(medicinesPolicy.see)
  async index(@Asked() ask: Ask): Promise<Page> {
    const [rules, medicines] = await Promise.all([this.rules.all(), this.medicines.all()]);
    const ingredients = medicines.flatMap((medicine) => medicine.ingredients);
    const name = (ingredient: string) =>
      ask.language === 'en'
        ? ingredient
        : (ingredients.find(({ en }) => en === ingredient)?.zh ?? ingredient);
    return page('medicines/rules/index', {
      rules: rules.map((rule) => ({ ...sourced(rule), name: name(rule.ingredient) })),
    });
  }

  @Get('new')
  @Allow(medicinesPolicy.keep)
  new(): Page {
    return page('medicines/rules/new');
  }

  @Post()
  @Allow(medicinesPolicy.keep)
  @Again('new')
  async create(@Form() form: DoseRuleForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.rules.proposeNew(ruleOf(form), ask.actor);
    return seeOther(paths.proposals(), 'staff.proposals.made');
  }

  @Get(':rule')
  @Allow(medicinesPolicy.keep)
  async edit(@Asked() ask: Ask): Promise<Page> {
    return page('medicines/rules/edit', { rule: await this.rules.find(ask.key('rule')) });
  }

  @Post(':rule')
  @Allow(medicinesPolicy.keep)
  @Again('edit')
  async update(@Form() form: DoseRuleForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.rules.proposeChange(ask.key('rule'), ruleOf(form), ask.actor);
    return seeOther(paths.proposals(), 'staff.proposals.made');
  }
}

/** @throws AgesReversed */
function ruleOf({
  toMonths,
  fromMgPerKg,
  toMgPerKg,
  mostDoseMg,
  mostTimes,
  mostDayMg,
  leastHours,
  mostDays,
  ...form
}: DoseRuleForm) {
  const rule: DoseRule = {
    ...form,
    toMonths: toMonths ?? null,
    fromMgPerKg: fromMgPerKg ?? null,
    toMgPerKg: toMgPerKg ?? null,
    mostDoseMg: mostDoseMg ?? null,
    mostTimes: mostTimes ?? null,
    mostDayMg: mostDayMg ?? null,
    leastHours: leastHours ?? null,
    mostDays: mostDays ?? null,
  };
  assertAscending(rule);
  return rule;
}

const sourced = (rule: DoseRule & { id: string }) => ({
  ...rule,
  sourceKey: sourceKey(rule.source),
});
