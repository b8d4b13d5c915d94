import { Failing } from '../../electron/engine/failing.ts';
import type { Failure } from '../../shared/failure.ts';

/** The failure that work ends with. Throws where it ends well, and everything else that it throws. */
export const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failing) return error.failure;
    throw error;
  }
  throw new Error('it did not fail');
};
