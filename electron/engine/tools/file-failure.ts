import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failing } from '../failing.ts';
import { errorCode } from './error-code.ts';
import { failureOfErrno } from './system-failure.ts';

/**
 * What a system error means that came of renaming or writing `path`; an error that means nothing to
 * a person is handed back as it is. Windows refuses a file that is in use with the codes of a
 * missing right; elsewhere these codes mean what they say.
 */
export const fileFailure = async (error: unknown, path: string, platform = process.platform): Promise<unknown> => {
  const failure = failureOfErrno(errorCode(error), path);
  if (failure === null) return error;
  const locked = failure.code === 'permission-denied' && platform === 'win32' && (await mayWriteTo(dirname(path)));
  return new Failing(locked ? { code: 'file-locked', path } : failure);
};

const mayWriteTo = async (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
