import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, wordTimes } from './median.ts';
import { makeTorchStack, type Stack } from './torch-stack.ts';

/** More rounds make a busy machine's numbers no better; the median of these is told. */
const rounds = 7;

const wantedRatio = 0.7;
const wantedDiagnoseMs = 1500;

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const auditOnce = fileURLToPath(new URL('./audit-once.ts', import.meta.url));

/**
 * Measures the audit of a stack like PyTorch's, its files in the page cache: every file hashed against
 * sha256sum over the same files, one process a core; and the whole command `diagnose`. False where a
 * target was missed. The rounds of what is compared alternate, so that a machine's moods hit both.
 */
export const measureAudit = async (say: (line: string) => void): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-bench-'));
  try {
    const stack = await makeTorchStack(folder);
    const list = join(folder, 'files');
    await writeFile(list, stack.files.join('\0'));
    say(
      `${stack.files.length} files, ${Math.round(stack.bytes / 1e6)} MB; ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`,
    );
    const deep: number[] = [];
    const sums: number[] = [];
    const diagnoses: number[] = [];
    // The first round fills the page cache and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const took = [await sha256sum(list), await deepAudit(stack.root), await diagnose(stack)] as const;
      if (round === 0) continue;
      sums.push(took[0]);
      deep.push(took[1]);
      diagnoses.push(took[2]);
    }
    const speed = (ms: number): string => `${Math.round(stack.bytes / 1e3 / ms)} MB/s`;
    const ratio = median(sums) / median(deep);
    say(`sha256sum:  ${wordTimes(sums)}  ${speed(median(sums))}`);
    say(`deep audit: ${wordTimes(deep)}  ${speed(median(deep))}  ratio ${ratio.toFixed(2)} (target ≥ ${wantedRatio})`);
    say(`diagnose:   ${wordTimes(diagnoses)}  (target < ${wantedDiagnoseMs} ms)`);
    return ratio >= wantedRatio && median(diagnoses) < wantedDiagnoseMs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Milliseconds, from a program's start to its end, as sha256sum is measured; the audit's own start is in it. */
const deepAudit = (root: string): Promise<number> => timed(process.execPath, [auditOnce, root]);

const diagnose = ({ root, manifest }: Stack): Promise<number> =>
  timed(process.execPath, [cli, 'diagnose', '--env', root, '--manifest', manifest, '--json']);

/** Sixteen files a process at a time share out large and small ones as evenly as the audit's batches do. */
const sha256sum = (list: string): Promise<number> =>
  timed('xargs', ['-0', '-a', list, '-P', String(availableParallelism()), '-n', '256', 'sha256sum']);

const timed = (program: string, args: readonly string[]): Promise<number> => {
  const began = performance.now();
  const options: SpawnOptions = { stdio: ['ignore', 'ignore', 'inherit'] };
  const child = spawn(program, args, options);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(performance.now() - began);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}`));
    });
  });
};
