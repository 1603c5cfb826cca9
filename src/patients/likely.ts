import type { EntityManager } from 'typeorm';
import { addDays } from '../config/domain/calendar.js';
import { documentText } from '../values/document.js';
import { foldName } from '../values/person-name.js';
import { standingFor } from './held-patient.js';
import { Patient } from './patient.entity.js';
import type { NewPatient } from './new-patient.js';

const mostAsked = 5;
const aYear = 366;

/**
 * The known people whom somebody that is typed as new most likely is: of the same name, sex and birth date (or age), or of the same
 * name and telephone, or with the same document. Who has another resident identity number is somebody else.
 */
export async function likelyOnes(manager: EntityManager, given: NewPatient): Promise<Patient[]> {
  const { name, bornOn, bornAbout = false, sex, telephone, otherDocument } = given;
  // Each begins with a column that has an index, so that nobody else is looked at.
  const alike = [
    ...(bornOn && sex
      ? [
          '(patient.folded_name = :name AND patient.born_on = :bornOn AND patient.sex = :sex)',
          `(patient.folded_name = :name AND patient.sex = :sex AND (patient.born_about = :yes OR :about = :yes)
            AND patient.born_on BETWEEN :earliest AND :latest)`,
        ]
      : []),
    ...(telephone ? ['(patient.folded_name = :name AND patient.telephone = :telephone)'] : []),
    ...(otherDocument ? ['patient.other_document = :document'] : []),
  ];
  if (alike.length === 0) return [];
  const document = otherDocument && documentText(otherDocument);
  const query = manager
    .createQueryBuilder(Patient, 'patient')
    .where(`(${alike.join(' OR ')})`, {
      ...{ name: foldName(name), bornOn, sex, telephone, document },
      // An age says the day of birth to within a year.
      ...(bornOn && { earliest: addDays(bornOn, -aYear), latest: addDays(bornOn, aYear) }),
      ...{ yes: true, about: bornAbout },
    })
    // Of whom no more is to be told than the law asks for.
    .andWhere('patient.restricted_at IS NULL')
    .orderBy('patient.registered_at', 'DESC')
    .limit(mostAsked);
  if (given.identityNumber) query.andWhere('patient.identity_number IS NULL');
  return standingFor(manager, await query.getMany());
}
