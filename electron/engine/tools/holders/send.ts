import { errorCode } from '../error-code.ts';

/** Signals one process. `refused` where it is another user's. */
export const send = (pid: number, signal: NodeJS.Signals): 'sent' | 'gone' | 'refused' => {
  try {
    process.kill(pid, signal);
    return 'sent';
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return 'gone';
    if (errorCode(error) === 'EPERM') return 'refused';
    throw error;
  }
};
