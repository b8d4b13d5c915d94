import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fetchNativeCode } from '../../../build/package/native-code.mjs';

const name = '@koromix/koffi-win32-x64';

/** A project whose lock has koffi's part in an archive on this disk. */
const project = async (): Promise<{ root: string; lock: (version: string) => Promise<void> }> => {
  const root = await mkdtemp(path.join(tmpdir(), 'native-code-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const lock = async (version: string): Promise<void> => {
    const part = path.join(root, 'part/package');
    await mkdir(part, { recursive: true });
    await writeFile(path.join(part, 'package.json'), JSON.stringify({ name, version, os: ['win32'] }));
    const archive = path.join(root, `part-${version}.tgz`);
    execFileSync('tar', ['-czf', archive, '-C', path.join(root, 'part'), 'package']);
    const hash = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    const entry = { version, resolved: `file:${archive}`, integrity: `sha512-${hash}`, optional: true, os: ['win32'] };
    const packages = { [`node_modules/${name}`]: entry };
    await writeFile(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
  };
  return { root, lock };
};

test('builds that begin at the same time leave one another’s files alone; another version takes their place', async () => {
  const { root, lock } = await project();
  const cache = path.join(root, '.cache/native-code');
  const file = path.join(cache, 'win-x64', path.basename(name), 'package.json');
  await lock('1.0.0');
  const seen: number[] = [];
  await Promise.all(
    [1, 2, 3].map(async () => {
      await fetchNativeCode(root, 'x64');
      seen.push((await stat(file)).ino);
    }),
  );
  expect(new Set(seen).size).toBe(1);

  await lock('1.1.0');
  await fetchNativeCode(root, 'x64');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: '1.1.0' });
  expect(await readdir(cache)).toEqual(['win-x64']);
}, 120_000);
