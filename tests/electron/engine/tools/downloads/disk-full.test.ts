import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createWheelhouse } from '../../../../../electron/engine/tools/wheelhouse.ts';
import { describeWithMounts, mountVolume } from '../../../../faults/mounts.ts';
import { fetchTold, mib, notesOf, serveWheel, useFaultServer } from '../../../../support/wheelhouse.ts';

describeWithMounts('a disk that runs full while a wheel is downloaded', () => {
  test('is told, and with more room the download goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smart-installer-full-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const volume = mountVolume(join(folder, 'volume'), 16 * mib);
    onTestFinished(volume.unmount);
    const wheelhouse = createWheelhouse({ folder: join(volume.folder, 'house') });
    const server = await useFaultServer();
    const wanted = await serveWheel(server, 'standin', 12 * mib);
    volume.fill(5 * mib);
    const told = await fetchTold(wheelhouse, [wanted]);
    expect(told.failure).toMatchObject({ code: 'disk-full' });
    volume.free();
    const again = await fetchTold(wheelhouse, [wanted]);
    expect(again.failure).toBeNull();
    expect(notesOf(again)).toEqual(['resumed']);
    expect(again.stored).toMatchObject([{ sha256: wanted.sha256 }]);
  });
});
