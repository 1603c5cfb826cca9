import { isDuplicate } from './driver-errors.js';

/** Writes a row that a unique index may already hold. @throws the refusal, if it does */
export async function unlessDuplicate<T>(refusal: () => Error, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isDuplicate(error) ? refusal() : error;
  }
}
