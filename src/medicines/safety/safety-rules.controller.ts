import { Controller, Get, Post } from '@nestjs/common';
import type { Language } from '../../config/settings.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { type Effect, effects, type SafetyRule } from '../domain/safety-rule.js';
import { medicinesPolicy } from '../medicines.policy.js';
import { PatientTraits } from './patient-traits.js';
import { agesText, sourceText, subjectText } from './safety-rule-facts.js';
import { SafetyRuleForm } from './safety-rule.form.js';
import { SafetyRules } from './safety-rules.service.js';

/** What is not for somebody, or only on a doctor's word, as the bureau keeps it. */
@Controller('safety-rules')
export class SafetyRulesController {
  constructor(
    private readonly rules: SafetyRules,
    private readonly traits: PatientTraits,
  ) {}

  @Get()
  @Allow(medicinesPolicy.see)
  async index(@Asked() { language }: Ask): Promise<Page> {
    const rules = await this.rules.all();
    return page('medicines/safety/index', {
      rules: rules.map((rule) => ({
        ...lineOf(rule, language),
        having: rule.having.map((key) => this.traits.nameOf(key, language)),
      })),
    });
  }

  @Get('new')
  @Allow(medicinesPolicy.keep)
  new(@Asked() { language }: Ask): Page {
    return page('medicines/safety/new', { rule: { inUse: true, having: [] }, ...this.choices(language) });
  }

  @Post()
  @Allow(medicinesPolicy.keep)
  @Again('new')
  async create(@Form() form: SafetyRuleForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.rules.proposeNew(ruleOf(form), ask.actor);
    return seeOther(paths.proposals(), 'staff.proposals.made');
  }

  @Get(':safetyRule')
  @Allow(medicinesPolicy.keep)
  async edit(@Asked() ask: Ask): Promise<Page> {
    const rule = await this.rules.find(ask.key('safetyRule'));
    const shown = { ...rule, beside: rule.beside.join(', ') };
    return page('medicines/safety/edit', { rule: shown, ...this.choices(ask.language) });
  }

  @Post(':safetyRule')
  @Allow(medicinesPolicy.keep)
  @Again('edit')
  async update(@Form() form: SafetyRuleForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.rules.proposeChange(ask.key('safetyRule'), ruleOf(form), ask.actor);
    return seeOther(paths.proposals(), 'staff.proposals.made');
  }

  private choices(language: Language) {
    return {
      effects: effects.map((effect) => ({ id: effect, key: `medicines.safety.effects.${effect}` })),
      traits: this.traits.keys.map((key) => ({ key, name: this.traits.nameOf(key, language) })),
    };
  }
}

const sourceOf = (source: string | null, language: Language) => source && sourceText(source, language);

const colors: Record<Effect, string> = { forbid: 'red', doctor: 'orange', reason: 'yellow', tell: 'azure' };

const lineOf = (rule: SafetyRule, language: Language) => ({
  ...rule,
  color: colors[rule.effect],
  beside: rule.beside.map((subject) => subjectText(subject, language)),
  of: subjectText(rule.of, language),
  ages: agesText(rule, language),
  sentence: (language === 'en' ? rule.sentenceEn : rule.sentenceZh).replaceAll('{medicine}', '…'),
  source: sourceOf(rule.source, language),
});

function ruleOf({
  beside,
  fromMonths,
  toMonths,
  underKg,
  fromWeeks,
  toWeeks,
  source,
  ...form
}: SafetyRuleForm): SafetyRule {
  return {
    ...form,
    beside: (beside ?? '')
      .split(/[,，]/)
      .map((one) => one.trim())
      .filter(Boolean),
    fromMonths: fromMonths ?? 0,
    toMonths: toMonths ?? null,
    underKg: underKg ?? null,
    fromWeeks: fromWeeks ?? null,
    toWeeks: toWeeks ?? null,
    source: source ?? null,
  };
}
