import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOnPath } from '../../electron/engine/tools/python/candidates.ts';
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
 * sha256sum over the same files, one process a core, and against OpenSSL where it is there, which uses the
 * processor's own instructions for it, as Node does and many a sha256sum does not; and the whole command `diagnose`.
 */
export const measureAudit: Measure = async (say) =>
  inFolder(async (folder) => {
    const stack = await makeTorchStack(folder);
    const list = join(folder, 'files');
    await writeFile(list, stack.files.join('\0'));
    const openssl = await findOnPath('openssl', process.env);
    // The first round fills the page cache and is not counted.
    const { sums, digests, deep, diagnoses } = await alternate(
      { rounds: roundsOf(7), unmeasured: 1 },
      {
        sums: () => everyCore(list, 'sha256sum'),
        digests: () => (openssl === null ? Promise.resolve(0) : everyCore(list, openssl, 'dgst', '-sha256')),
        deep: () => deepAudit(stack.root),
        diagnoses: () => diagnose(stack),
      },
    );
    const megabytes = Math.round(stack.bytes / 1e6);
    const speed = (ms: number): string => `${Math.round(stack.bytes / 1e3 / ms)} MB/s`;
    say(`audit of ${stack.files.length} files, ${megabytes} MB`);
    say(`sha256sum:  ${wordTimes(sums)}  ${speed(median(sums))}`);
    if (openssl === null) say('openssl:    not measured, it is not on PATH');
    else say(`openssl:    ${wordTimes(digests)}  ${speed(median(digests))}`);
    say(`deep audit: ${wordTimes(deep)}  ${speed(median(deep))}`);
    say(`diagnose:   ${wordTimes(diagnoses)}`);
    const files = `${stack.files.length} files, ${megabytes} MB`;
    const what = `deep audit of ${files}: throughput`;
    const overTheSame = 'on every core over the same files';
    return [
      timesFaster(
        wantedRatio,
        { id: 'audit-deep', what, against: `\`sha256sum\` ${overTheSame}` },
        { ours: deep, against: sums },
      ),
      ...(openssl === null
        ? []
        : [
            timesFaster(
              wantedRatio,
              { id: 'audit-deep-openssl', what, against: `\`openssl dgst -sha256\` ${overTheSame}` },
              { ours: deep, against: digests },
            ),
          ]),
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

/** 256 files a process at a time share out large and small ones as evenly as the audit's batches do. */
const everyCore = (list: string, ...command: string[]): Promise<number> =>
  timed('xargs', ['-0', '-a', list, '-P', String(availableParallelism()), '-n', '256', ...command]);
