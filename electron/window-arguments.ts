import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Snapshot } from '../shared/contract.ts';
import type { Result } from '../shared/failure.ts';
import { pathProblem } from './whole-path.ts';

export interface WindowArguments {
  /** Absolute path, or null for the default folder. */
  environment: string | null;
  /** Absolute path, or null for the manifest that the product brings. */
  manifest: string | null;
  /** `--repair` opens on the plan, `--launch` starts the program. */
  opensOn: Snapshot['opensOn'];
}

/**
 * `--env DIR`, `--manifest FILE`, and `--repair` or `--launch`. Everything else is passed over: Chromium, Electron and desktop
 * systems add words of their own.
 */
export const parseWindowArguments = (words: readonly string[], cwd: string): Result<WindowArguments> => {
  const { values } = parseArgs({
    args: [...words],
    strict: false,
    options: {
      env: { type: 'string' },
      manifest: { type: 'string' },
      repair: { type: 'boolean' },
      launch: { type: 'boolean' },
    },
  });
  const paths: Record<'env' | 'manifest', string | null> = { env: null, manifest: null };
  for (const name of ['env', 'manifest'] as const) {
    const given = values[name];
    if (given === undefined) continue;
    // Without a value the parser says true, or takes the next option for it.
    const problem = typeof given === 'string' && !given.startsWith('-') ? pathProblem(given) : 'needs a path after it';
    if (typeof given !== 'string' || problem !== null)
      return { ok: false, failure: { code: 'usage', message: `--${name} ${problem}.` } };
    paths[name] = resolve(cwd, given);
  }
  const [wantsRepair, wantsLaunch] = [values['repair'] !== undefined, values['launch'] !== undefined];
  if (wantsRepair && wantsLaunch)
    return { ok: false, failure: { code: 'usage', message: 'Only one of --repair and --launch can be used.' } };
  const opensOn = wantsRepair ? 'plan' : wantsLaunch ? 'launch' : 'environment';
  return { ok: true, value: { environment: paths.env, manifest: paths.manifest, opensOn } };
};
