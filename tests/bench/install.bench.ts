import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { pythonIn } from '../support/cli.ts';
import { startLocalIndex } from '../support/local-index.ts';
import { testPython, testUv } from '../support/python.ts';
import type { Wheel } from '../support/wheel.ts';
import { median } from './median.ts';

const execute = promisify(execFile);

/** What the profile `core` installs. */
const requirements = ['numpy', 'sympy', 'fsspec'];
const rounds = 7;
const wantedRatio = 1.25;

const partsSchema = z.object({ resolve: z.number(), fetch: z.number(), install: z.number(), ms: z.number() });

/**
 * Resolve, download and install of the profile `core`, as a repair does it, against one bare
 * `uv pip install` of the same pins: cold caches, the same index, the real wheels. From one on this
 * computer, where no time of a network hides our own, from one at the end of a line as users have it,
 * and from the real one, as fast as it is here. False where the target was missed. The rounds alternate.
 */
export const measureInstall = async (say: (line: string) => void): Promise<boolean> => {
  const python = testPython();
  const { uv } = await testUv();
  if (python === null || uv === null) throw new Error('the benchmark needs a Python and uv on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-bench-'));
  try {
    const wheels = await realWheels(python, join(folder, 'wheels'));
    const total = wheels.reduce((sum, { bytes }) => sum + bytes.length, 0);
    say(
      `${wheels.length} wheels, ${Math.round(total / 1e6)} MB; ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`,
    );
    const environment = join(folder, 'env');
    execFileSync(uv.path, ['venv', '--quiet', '--python', python, environment]);
    const setting = { environment, uv: uv.path, wheels, say };
    const ratios = new Map<string, number>();
    for (const [title, bytesPerSecond] of [
      ['index on this computer', undefined],
      ['index at the end of a line of 100 Mbit/s', 12_500_000],
    ] as const) {
      const index = await startLocalIndex(wheels, bytesPerSecond === undefined ? {} : { bytesPerSecond });
      const place = join(folder, String(ratios.size));
      ratios.set(title, await compare(title, { ...setting, place, index: index.url }));
      await index.stop();
    }
    ratios.set('real index', await compare('real index', { ...setting, place: join(folder, 'real'), index: null }));
    for (const [title, ratio] of ratios)
      say(
        `${title}: ${ratio.toFixed(2)}, at most ${wantedRatio} is wanted: ${ratio <= wantedRatio ? 'reached' : 'missed'}`,
      );
    return [...ratios.values()].every((ratio) => ratio <= wantedRatio);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

interface Setting {
  environment: string;
  uv: string;
  wheels: readonly Wheel[];
  say: (line: string) => void;
  place: string;
  /** null is the tools' own default. */
  index: string | null;
}

const compare = async (title: string, { say, place, ...setting }: Setting): Promise<number> => {
  const bare: number[] = [];
  const ours: z.infer<typeof partsSchema>[] = [];
  // The first round warms the page cache and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    // Nothing is deleted before the end: for some seconds ext4 looks for other inodes than those that
    // were just deleted, which makes thousands of new files three times as slow.
    const own = join(place, String(round));
    const took = [
      await bareInstall({ ...setting, place: join(own, 'bare') }),
      await ourInstall({ ...setting, place: join(own, 'ours') }),
    ] as const;
    if (round === 0) continue;
    bare.push(took[0]);
    ours.push(took[1]);
  }
  const parts = (['resolve', 'fetch', 'install'] as const).map(
    (part) => `${part} ${Math.round(median(ours.map((one) => one[part])))}`,
  );
  const whole = median(ours.map(({ ms }) => ms));
  say(`${title}: bare uv pip install ${Math.round(median(bare))} ms (${bare.map(Math.round).join(', ')})`);
  say(`${title}: resolve, download, install ${Math.round(whole)} ms (${parts.join(', ')})`);
  say(`${title}: ratio ${(whole / median(bare)).toFixed(2)}`);
  return whole / median(bare);
};

type Install = Omit<Setting, 'say'>;

/** The index on this computer is served by this very process, so nothing here may block it. */
const bareInstall = async ({ uv, place, environment, index, wheels }: Install): Promise<number> => {
  const pins = wheels.map(({ name, version }) => `${name}==${version}`);
  const args = ['pip', 'install', '--quiet', '--python', pythonIn(environment), '--prefix', join(place, 'staging')];
  const env = { ...process.env, UV_NO_CONFIG: '1', UV_CACHE_DIR: join(place, 'cache') };
  const source = index === null ? [] : ['--index-url', index];
  const began = performance.now();
  await execute(uv, [...args, '--only-binary', ':all:', ...source, ...pins], { env });
  return performance.now() - began;
};

const ourInstall = async ({ place, environment, index, uv }: Install) => {
  const program = fileURLToPath(new URL('./install-once.ts', import.meta.url));
  const env = { ...process.env, PATH: `${dirname(uv)}:${process.env['PATH'] ?? ''}` };
  const args = [program, place, environment, index ?? '', ...requirements];
  const { stdout } = await execute(process.execPath, args, { env });
  return partsSchema.parse(JSON.parse(stdout));
};

const realWheels = async (python: string, folder: string): Promise<Wheel[]> => {
  const args = ['-m', 'pip', 'download', '--quiet', '--only-binary', ':all:', '--dest', folder, ...requirements];
  await execute(python, args);
  return Promise.all(
    (await readdir(folder)).map(async (filename): Promise<Wheel> => {
      const bytes = await readFile(join(folder, filename));
      const [name = '', version = ''] = filename.split('-');
      const metadata = unzipSync(bytes, { filter: (file) => file.name.endsWith('.dist-info/METADATA') });
      return {
        name,
        version,
        filename,
        bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        metadata: Buffer.from(Object.values(metadata)[0] ?? []).toString(),
        requiresPython: '>=3.8',
      };
    }),
  );
};
