import type { FindOptionsWhere } from 'typeorm';
import { AlertLetters } from '../../src/alerts/alert-letters.js';
import { written } from '../../src/mail/letter.js';
import { Notice } from '../../src/notices/notice.entity.js';
import type { Clinic } from './clinic.js';

/** What people are to be told, each notice in its reader's language as it would be sent now, the oldest first. */
export async function told(clinic: Clinic, where: FindOptionsWhere<Notice> = {}) {
  const notices = await clinic.reader.of(Notice).find({ where, order: { writtenAt: 'ASC', id: 'ASC' } });
  return Promise.all(
    notices.map(async (notice) => {
      const { language, recipient, writtenAt } = notice;
      const to = { email: recipient, language };
      const [said] = await clinic.get(AlertLetters).asTheyStand(clinic.reader.manager, [notice], to);
      return { recipient, writtenAt, ...written(said!.letter, language) };
    }),
  );
}
