import { ChoiceField, DecimalField, FlagField, TextField } from '../web/fields.js';
import { type Tier, tiers } from './domain/tier.js';

export class FacilityForm {
  @TextField({ max: 60 })
  city: string;

  @TextField({ max: 60, optional: true })
  county?: string;

  @TextField({ max: 120 })
  name: string;

  @ChoiceField(tiers)
  tier: Tier;

  @FlagField()
  feverClinic = false;

  @FlagField()
  paediatrics = false;

  @FlagField()
  obstetrics = false;

  @TextField({ max: 200, optional: true })
  address?: string;

  @TextField({ max: 60, optional: true })
  telephone?: string;

  @TextField({ max: 120, optional: true })
  hours?: string;

  @DecimalField({ min: -90, max: 90, optional: true })
  latitude?: number;

  @DecimalField({ min: -180, max: 180, optional: true })
  longitude?: number;
}
