import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createTrash } from '../../electron/engine/tools/trash.ts';
import { runCli } from '../support/cli.ts';
import { healthProblems } from '../support/kill-point.ts';
import { argumentsOf, sitePackagesOf } from '../support/kill-stack.ts';
import { bake, describeWithMounts, letGo } from './mounts.ts';
import { useWorkplace } from './workplace.ts';

/** EXDEV, which overlayfs gives for a folder that came with a container's image. */
describeWithMounts('an environment that is part of a container’s image', () => {
  const { place, damaged } = useWorkplace();
  const around = (): string => dirname(place().environment);
  const layers = (): string => join(place().folder, 'layers');
  const bakeIt = async (): Promise<void> => {
    await rm(layers(), { recursive: true, force: true });
    await mkdir(layers());
    bake(around(), layers());
  };
  afterEach(() => letGo(place().folder));

  test.each([[[]], [['--rebuild']]])('is mended with %j', async (flags) => {
    const canaries = await damaged();
    await bakeIt();
    const home = { env: { SMART_INSTALLER_HOME: place().home } };
    const { code, stdout } = await runCli(argumentsOf(place(), 'repair', flags), home);
    expect(code, stdout).toBe(0);
    expect(await healthProblems(place())).toEqual([]);
    expect(await readdir(join(place().environment, '.smart-installer'))).toEqual(['environment.json']);
    expect(await readdir(join(layers(), 'upper'))).toEqual(['env']);
    letGo(place().folder);
    await rm(around(), { recursive: true });
    await rename(join(layers(), 'lower'), around());
    await canaries.expectUnharmed();
  });

  test('gets everything back that was moved aside, over what took its place', async () => {
    await damaged();
    await bakeIt();
    const root = place().environment;
    const site = await sitePackagesOf(root);
    await mkdir(join(site, 'empty'));
    const before = await textsBelow(root);
    const trash = createTrash();
    const { signal } = new AbortController();
    await trash.begin({ root, run: 'run-1', at: 1 });
    const paths = ['bin', 'lib', 'pyvenv.cfg'].map((name) => join(root, name));
    await trash.moveAside({ root, paths, run: 'run-1', signal });
    expect(await readdir(root)).not.toContain('lib');
    const staging = await trash.stagingFolder(root, 'run-1');
    await mkdir(join(staging, 'lib/new'), { recursive: true });
    await writeFile(join(staging, 'lib/new/x.py'), 'new');
    await trash.place({ root, staging, run: 'run-1', signal });
    expect(await trash.putBack(root, 'run-1')).toBe('restored');
    expect(await trash.empty(root, signal)).toEqual([]);
    expect(await textsBelow(root)).toEqual(before);
  });
});

const textsBelow = async (root: string): Promise<Record<string, string>> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const texts = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path, entry.isFile() ? await readFile(path, 'utf8') : ''] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
};
