import { parentPort } from 'node:worker_threads';
import { assertNever } from '../../../../shared/assert-never.ts';
import { claimsOf } from './claims.ts';
import { followFile } from './follow-file.ts';
import { hashFile } from './hash-files.ts';
import { lookAtPackage } from './look-at-package.ts';
import type { Answer, FromWorker, Task } from './task.ts';

/** A thread of the audit or the wheelhouse: one task at a time, until it is terminated. */
const perform = async (task: Task, heard: (bytes: number) => void): Promise<Answer> => {
  switch (task.kind) {
    case 'look':
      return { kind: 'look', look: await lookAtPackage(task.look) };
    case 'hash':
      return {
        kind: 'hash',
        found: task.jobs.map((job) => {
          const digest = hashFile(job);
          heard(job.bytes);
          return digest;
        }),
      };
    case 'claims':
      return { kind: 'claims', claims: await claimsOf(task) };
    case 'follow':
      return { kind: 'follow', ...followFile(task) };
    default:
      return assertNever(task);
  }
};

/** Fewer messages than files: each of them wakes the main thread. */
const tellEachBytes = 4 * 1024 * 1024;

parentPort?.on('message', async (task: Task) => {
  const tell = (message: FromWorker): void => parentPort?.postMessage(message);
  let bytes = 0;
  try {
    const answer = await perform(task, (more) => {
      bytes += more;
      if (bytes < tellEachBytes) return;
      tell({ bytes });
      bytes = 0;
    });
    tell({ bytes });
    tell({ answer });
  } catch (error) {
    tell({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
