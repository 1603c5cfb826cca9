import { isDuplicate } from './driver-errors.js';

/** Writes a row that a unique index may already hold. @throws the refusal, if it does */
export async function unlessDuplicate(refusal: () => Error, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isDuplicate(error) ? refusal() : error;
  }
}
