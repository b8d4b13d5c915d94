import type { RunState } from '../run-state.ts';
import { bytesOf } from './amounts.ts';
import { texts } from './catalogue.ts';

/**
 * Checking installed files … 43 %, 1.2 of 2.9 GB. Empty before there is anything to read and after
 * it is read: what follows in the diagnosis counts no bytes.
 */
export const wordAudit = (audit: RunState['audit']): string =>
  audit === null || audit.done >= audit.total
    ? ''
    : texts().amounts.checkingFiles(
        String(Math.floor((audit.done / audit.total) * 100)),
        bytesOf(audit.done, audit.total),
      );
