import type { FindOptionsWhere } from 'typeorm';
import { written } from '../../src/mail/letter.js';
import { Notice } from '../../src/alerts/notices/notice.entity.js';
import type { Clinic } from './clinic.js';

/** What people are to be told, each notice in its reader's language, the oldest first. */
export async function told(clinic: Clinic, where: FindOptionsWhere<Notice> = {}) {
  const notices = await clinic.reader.of(Notice).find({ where, order: { writtenAt: 'ASC', id: 'ASC' } });
  return notices.map(({ letter, language, recipient, writtenAt }) => ({
    recipient,
    writtenAt,
    ...written(letter, language),
  }));
}
