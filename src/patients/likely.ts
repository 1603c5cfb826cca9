import { Brackets, type EntityManager } from 'typeorm';
import { documentText } from '../values/document.js';
import { foldName } from '../values/person-name.js';
import { Patient } from './patient.entity.js';
import type { NewPatient } from './new-patient.js';

const mostAsked = 5;

/**
 * The known people whom somebody that is typed as new most likely is: of the same name, birth date and sex, or of the same
 * name and telephone, or with the same document. Who has another resident identity number is somebody else.
 */
export async function likelyOnes(manager: EntityManager, given: NewPatient): Promise<Patient[]> {
  const { name, bornOn, sex, telephone, otherDocument } = given;
  const alike = new Brackets((any) => {
    any.where('1 = 0');
    if (bornOn && sex)
      any.orWhere('patient.folded_name = :name AND patient.born_on = :bornOn AND patient.sex = :sex', {
        bornOn,
        sex,
      });
    if (telephone)
      any.orWhere('patient.folded_name = :name AND patient.telephone = :telephone', { telephone });
    if (otherDocument)
      any.orWhere('patient.other_document = :document', { document: documentText(otherDocument) });
  });
  const query = manager
    .createQueryBuilder(Patient, 'patient')
    .where(alike)
    .setParameters({ name: foldName(name) })
    .orderBy('patient.registered_at', 'DESC')
    .limit(mostAsked);
  if (given.identityNumber) query.andWhere('patient.identity_number IS NULL');
  return query.getMany();
}
