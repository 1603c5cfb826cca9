import { Controller, Get, Post } from '@nestjs/common';
import { Allow, everyone } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { KeyField } from '../../web/fields.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { factsOf } from '../alert.page.js';
import { AlertsQueries } from '../alerts.queries.js';
import { Acknowledgements } from './acknowledgements.service.js';

class AcknowledgementForm {
  /** One of the alerts; all of them when it is absent. */
  @KeyField({ optional: true })
  alert?: string;
}

/**
 * Where the links of an alert's mail lead: to one button. Opening the page does nothing, and unlike a doctor's answer
 * it is not sent by a script, for mail gateways open links and run scripts, and an alert that a machine has acknowledged
 * is told to nobody else.
 */
@Controller('acknowledgements')
export class AcknowledgementsController {
  constructor(
    private readonly acknowledgements: Acknowledgements,
    private readonly alerts: AlertsQueries,
  ) {}

  @Get(':token')
  @Allow(everyone)
  async show(@Asked() ask: Ask): Promise<Page> {
    const token = ask.param('token');
    const told = await this.acknowledgements.asked(token);
    const names = await this.alerts.names(
      told.map(({ alert }) => alert),
      ask.language,
    );
    const one = ask.query('alert') || undefined;
    const meant = told.filter(({ alert, open }) => open && (one === undefined || alert.id === one));
    return page('alerts/acknowledgement', {
      token,
      one,
      alerts: told.map(({ alert, open }) => ({
        ...alert,
        ...names.get(alert.id),
        told: factsOf(alert, names.get(alert.id)?.unit),
        open,
      })),
      tapped: !ask.refused && meant.length > 0,
    });
  }

  @Post(':token')
  @Allow(everyone)
  @Again('show')
  async create(@Form() form: AcknowledgementForm, @Asked() ask: Ask): Promise<SeeOther> {
    const token = ask.param('token');
    const count = await this.acknowledgements.acknowledge(token, form.alert);
    return seeOther(paths.acknowledgement(token), 'alerts.acknowledgedThanks', { count });
  }
}
