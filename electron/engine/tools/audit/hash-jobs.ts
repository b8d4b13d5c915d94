import type { Pool } from './pool.ts';
import type { HashJob } from './task.ts';

/** About this much is handed to a worker at a time. */
const batchBytes = 16 * 1024 * 1024;
const batchFiles = 256;

/**
 * For each job the digest (or the word) found where it is another one than its own, else null. The
 * largest files are begun first, so that the workers end together.
 */
export const unlike = async (pool: Pool, jobs: readonly HashJob[]): Promise<(string | null)[]> => {
  const batches = batched(jobs.map((job, at) => ({ job, at })).sort((a, b) => b.job.bytes - a.job.bytes));
  const result: (string | null)[] = jobs.map(() => null);
  const bytes = jobs.reduce((sum, job) => sum + job.bytes, 0);
  const answers = await pool.perform(
    batches.map((batch) => ({ kind: 'hash', jobs: batch.map(({ job }) => job) })),
    1 + Math.floor(bytes / batchBytes) + Math.floor(jobs.length / 1000),
  );
  answers.forEach((answer, number) => {
    batches[number]?.forEach(({ job, at }, position) => {
      const found = answer.kind === 'hash' ? answer.found[position] : undefined;
      if (found !== undefined && found !== job.digest) result[at] = found;
    });
  });
  return result;
};

const batched = <T extends { job: HashJob }>(order: readonly T[]): T[][] => {
  const batches: T[][] = [];
  let room = 0;
  for (const one of order) {
    const last = batches.at(-1);
    if (last === undefined || room < one.job.bytes || last.length >= batchFiles) {
      batches.push([one]);
      room = batchBytes - one.job.bytes;
    } else {
      last.push(one);
      room -= one.job.bytes;
    }
  }
  return batches;
};
