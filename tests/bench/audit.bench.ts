import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alternate } from './alternate.ts';
import { cli } from './installers.ts';
import { median, wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostMs, type Measure, timesFaster } from './row.ts';
import { timed } from './timed.ts';
import { makeTorchStack, type Stack } from './torch-stack.ts';

const wantedRatio = 0.8;
const wantedDiagnoseMs = 1500;

const auditOnce = fileURLToPath(new URL('./audit-once.ts', import.meta.url));

/**
 * The audit of a stack like PyTorch's, its files in the page cache: every file hashed against
 * sha256sum over the same files, one process a core; and the whole command `diagnose`.
 */
export const measureAudit: Measure = async (say) =>
  inFolder(async (folder) => {
    const stack = await makeTorchStack(folder);
    const list = join(folder, 'files');
    await writeFile(list, stack.files.join('\0'));
    // The first round fills the page cache and is not counted.
    const { sums, deep, diagnoses } = await alternate(
      { rounds: roundsOf(7), unmeasured: 1 },
      { sums: () => sha256sum(list), deep: () => deepAudit(stack.root), diagnoses: () => diagnose(stack) },
    );
    const megabytes = Math.round(stack.bytes / 1e6);
    const speed = (ms: number): string => `${Math.round(stack.bytes / 1e3 / ms)} MB/s`;
    say(`audit of ${stack.files.length} files, ${megabytes} MB`);
    say(`sha256sum:  ${wordTimes(sums)}  ${speed(median(sums))}`);
    say(`deep audit: ${wordTimes(deep)}  ${speed(median(deep))}`);
    say(`diagnose:   ${wordTimes(diagnoses)}`);
    const files = `${stack.files.length} files, ${megabytes} MB`;
    const against = '`sha256sum` on every core over the same files';
    return [
      timesFaster(
        wantedRatio,
        { id: 'audit-deep', what: `deep audit of ${files}: throughput`, against },
        { ours: deep, against: sums },
      ),
      atMostMs(
        wantedDiagnoseMs,
        { id: 'audit-diagnose', what: `\`diagnose\` of ${files}`, against: '1.5 s' },
        { ours: diagnoses, against: sums },
      ),
    ];
  });

/** Milliseconds, from a program's start to its end, as sha256sum is measured; the audit's own start is in it. */
const deepAudit = (root: string): Promise<number> => timed(process.execPath, [auditOnce, root]);

const diagnose = ({ root, manifest }: Stack): Promise<number> =>
  timed(process.execPath, [cli, 'diagnose', '--env', root, '--manifest', manifest, '--json']);

/** Sixteen files a process at a time share out large and small ones as evenly as the audit's batches do. */
const sha256sum = (list: string): Promise<number> =>
  timed('xargs', ['-0', '-a', list, '-P', String(availableParallelism()), '-n', '256', 'sha256sum']);
