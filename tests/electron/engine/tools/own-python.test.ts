import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failing } from '../../../../electron/engine/failing.ts';
import type { InstallRequest } from '../../../../electron/engine/interfaces/backends.ts';
import type { RunCommand } from '../../../../electron/engine/interfaces/command.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { environmentPython } from '../../../../electron/engine/tools/environment-python.ts';
import { ownPython } from '../../../../electron/engine/tools/own-python.ts';
import { installWithPip } from '../../../../electron/engine/tools/pip/install.ts';
import { installWithUv } from '../../../../electron/engine/tools/uv/install.ts';
import { describeOnPosix, posixTest } from '../../../support/platform-tests.ts';
import { testPython } from '../../../support/python.ts';

const command = createCommand();
const signal = new AbortController().signal;
const base = testPython();
let folder: string;
let root: string;

beforeEach(async (context) => {
  if (base === null) return context.skip('this machine has no Python');
  folder = await mkdtemp(join(tmpdir(), 'own python ü '));
  root = join(folder, 'env');
  execFileSync(base, ['-m', 'venv', '--without-pip', root]);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const refusalOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof Failing ? error.failure : error;
};
const refusal = (detail: RegExp) => ({
  code: 'environment-creation-failed',
  python: environmentPython(root),
  detail: [expect.stringMatching(detail)],
});

describe('the environment’s own interpreter', () => {
  test('is given where it is one', async () => {
    expect(await ownPython(command, root, signal)).toBe(environmentPython(root));
  });

  posixTest('is given through a link to the environment', async () => {
    const link = join(folder, 'link');
    await symlink(root, link);
    expect(await ownPython(command, link, signal)).toBe(environmentPython(link));
  });

  test('is refused where it does not start', async () => {
    await rm(environmentPython(root));
    expect(await refusalOf(ownPython(command, root, signal))).toEqual(refusal(/^it does not start/));
  });

  posixTest('is refused without pyvenv.cfg, where it is the computer’s own', async () => {
    await rm(join(root, 'pyvenv.cfg'));
    const failure = await refusalOf(ownPython(command, root, signal));
    expect(failure).toEqual(refusal(/^it would install into .+, which is not this environment$/));
    expect(JSON.stringify(failure)).not.toContain(`into ${await realpath(root)}`);
  });

  posixTest('is refused where it starts the Python of somewhere else', async () => {
    const other = join(folder, 'other');
    execFileSync(base ?? '', ['-m', 'venv', '--without-pip', other]);
    await rm(environmentPython(root));
    for (const [python, prefix] of [
      [environmentPython(other), await realpath(other)],
      [base ?? '', ''],
    ]) {
      await writeFile(environmentPython(root), `#!/bin/sh\nexec '${python}' "$@"\n`, { mode: 0o755 });
      expect(await refusalOf(ownPython(command, root, signal))).toEqual(refusal(new RegExp(`into ${prefix}`)));
    }
  });
});

describeOnPosix('an install without pyvenv.cfg', () => {
  /** Starts interpreters to be asked, and no installer: nothing can be written outside. */
  const started: string[][] = [];
  const watched: RunCommand = (file, args, options) => {
    started.push([file, ...args]);
    if (args.includes('install')) throw new Error('an installer was started');
    return command(file, args, options);
  };
  const request = (): InstallRequest => ({
    environment: root,
    staging: join(folder, 'staging'),
    scratch: join(folder, 'scratch'),
    wheels: [
      {
        name: 'standin-alpha',
        version: '1.0.0',
        path: join(folder, '0', 'standin_alpha-1.0.0-py3-none-any.whl'),
        sha256: '0'.repeat(64),
        bytes: 1,
      },
    ],
    signal,
    onLine: () => undefined,
    onInstalled: () => undefined,
  });
  const installs = {
    uv: () => installWithUv({ command: watched, uv: 'uv', cacheFolder: join(folder, 'cache') })(request()),
    pip: () => installWithPip({ command: watched, cacheFolder: join(folder, 'cache') })(request()),
  };

  test.each(['uv', 'pip'] as const)('is refused before %s is started', async (backend) => {
    const away = join(folder, 'pyvenv.cfg');
    await rename(join(root, 'pyvenv.cfg'), away);
    started.length = 0;
    expect(await refusalOf(installs[backend]())).toEqual(refusal(/which is not this environment$/));
    expect(started).toHaveLength(1);
    await rename(away, join(root, 'pyvenv.cfg'));
    expect(await refusalOf(installs[backend]())).toEqual(new Error('an installer was started'));
  });
});
