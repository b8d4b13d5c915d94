import { fileFailure } from '../file-failure.ts';
import { patiently } from '../patiently.ts';

const never = new AbortController().signal;

/** What is done to one path while a run is undone: patiently, and its error told as a failure with that path. */
export const to = async <T>(path: string, action: (path: string) => Promise<T>): Promise<T> => {
  try {
    return await patiently(() => action(path), never);
  } catch (error) {
    throw await fileFailure(error, path);
  }
};
