import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createRedactor } from '../../electron/engine/bundle/redactor.ts';
import { systemClock } from '../../electron/engine/tools/clock.ts';
import { createLogBundle } from '../../electron/engine/tools/log-bundle.ts';
import { temporaryFolder } from '../support/cli.ts';
import { describeWithMounts, mountVolume } from './mounts.ts';

describeWithMounts('an export of logs on a full disk', () => {
  it('says so, leaves the older one and nothing half written', async () => {
    const folder = await temporaryFolder();
    const volume = mountVolume(join(folder, 'volume'), 1024 * 1024);
    onTestFinished(volume.unmount);
    const out = join(volume.folder, 'logs.zip');
    await writeFile(out, 'older');
    volume.fill(16 * 1024);
    const bundle = createLogBundle({
      runsFolder: folder,
      logFolder: folder,
      clock: systemClock,
      uvVersion: async () => null,
    });
    const text = Array.from({ length: 20_000 }, (_, at) => (at * 7919).toString(36)).join(' ');
    const redactor = createRedactor({ homes: [], users: [], hosts: [], secrets: [] });
    const { signal } = new AbortController();
    await expect(
      bundle.write({
        out,
        written: [{ name: 'a.txt', text }],
        kept: [],
        redactor,
        onProgress: () => undefined,
        signal,
      }),
    ).rejects.toMatchObject({ failure: { code: 'disk-full', path: out } });
    expect((await readdir(volume.folder)).sort()).toEqual(['filler', 'logs.zip']);
  });
});
