import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import type { CatalogueEntry } from './catalogue.js';
import { doseForms, isUsuallyPrescribed, medicineGroups, units } from './domain/medicine.js';
import { gtin14 } from './domain/gtin.js';
import { ingredientLines, readIngredients } from './ingredient-lines.js';
import { MedicineForm } from './medicine.form.js';
import { medicinesPolicy } from './medicines.policy.js';
import { Medicines } from './medicines.service.js';

const choices = {
  forms: doseForms.map((form) => ({ id: form, key: `medicines.forms.${form}` })),
  units: units.map((unit) => ({ id: unit, key: `medicines.units.${unit}` })),
  groups: medicineGroups.map((group) => ({ id: group, key: `medicines.groups.${group}` })),
};

@Controller('medicines')
export class MedicinesController {
  constructor(private readonly medicines: Medicines) {}

  @Get()
  @Allow(medicinesPolicy.see)
  async index(): Promise<Page> {
    return page('medicines/index', { medicines: await this.medicines.all() });
  }

  @Get('new')
  @Allow(medicinesPolicy.keep)
  new(): Page {
    return page('medicines/new', choices);
  }

  @Post()
  @Allow(medicinesPolicy.keep)
  @Again('new')
  async create(@Form() form: MedicineForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    // A new antibiotic is a prescription's, box or no box; who knows better changes it.
    const prescription = form.prescription || isUsuallyPrescribed(form.group);
    await this.medicines.add({ ...entryOf(form), prescription }, ask.actor);
    return seeOther(paths.medicines(), 'form.saved');
  }

  @Get(':id')
  @Allow(medicinesPolicy.keep)
  async edit(@Asked() ask: Ask): Promise<Page> {
    const medicine = await this.medicines.find(ask.key('id'));
    return page('medicines/edit', {
      medicine,
      ingredients: ingredientLines(medicine.ingredients),
      ...choices,
    });
  }

  @Post(':id')
  @Allow(medicinesPolicy.keep)
  @Again('edit')
  async update(@Form() form: MedicineForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.medicines.change(ask.key('id'), entryOf(form), ask.actor);
    return seeOther(paths.medicines(), 'form.saved');
  }
}

const entryOf = ({ ingredients, ...form }: MedicineForm): CatalogueEntry => ({
  ...form,
  code: form.code.toUpperCase(),
  strength: form.strength ?? '',
  youngestMonths: form.youngestMonths ?? null,
  nameEn: form.nameEn ?? '',
  gtin: form.gtin ? gtin14(form.gtin) : null,
  atc: form.atc ?? null,
  label: form.label ?? null,
  ingredients: readIngredients(ingredients ?? ''),
});
