import { isDuplicate } from '../database/unit-of-work.js';
import { NameTaken } from './domain/refusals.js';

/** Writes a row whose name must be its own. @throws NameTaken */
export async function unlessTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isDuplicate(error) ? new NameTaken({ name }) : error;
  }
}
