import { describe, expect, it } from 'vitest';
import { refuseWithoutRoom } from '../../../electron/engine/space.ts';

/** A computer whose paths have so many bytes free; null where it cannot tell. */
const refusing = (
  free: { cache: number | null; env: number | null },
  { sameVolume, download, unpacked }: { sameVolume: boolean; download: number; unpacked: number },
) =>
  refuseWithoutRoom(
    {
      cacheFolder: '/cache',
      disk: {
        freeBytes: async (path) => (path === '/cache' ? free.cache : free.env),
        isSameVolume: async () => sameVolume,
      },
    },
    '/env',
    { download, unpacked },
  );
const low = (path: string, freeBytes: number, neededBytes: number) => ({
  failure: { code: 'disk-space-low', path, freeBytes, neededBytes },
});

describe('room for a run', () => {
  it('is asked of each volume for what is written there', async () => {
    const needed = { sameVolume: false, download: 100, unpacked: 300 };
    await refusing({ cache: 100, env: 300 }, needed);
    await expect(refusing({ cache: 99, env: 300 }, needed)).rejects.toMatchObject(low('/cache', 99, 100));
    await expect(refusing({ cache: 100, env: 299 }, needed)).rejects.toMatchObject(low('/env', 299, 300));
  });

  it('adds up where cache and environment are on one volume', async () => {
    const needed = { sameVolume: true, download: 100, unpacked: 300 };
    await refusing({ cache: 400, env: 400 }, needed);
    await expect(refusing({ cache: 399, env: 399 }, needed)).rejects.toMatchObject(low('/env', 399, 400));
  });

  it('is there where nothing is written, or where the computer cannot tell', async () => {
    await refusing({ cache: 0, env: 0 }, { sameVolume: false, download: 0, unpacked: 0 });
    await refusing({ cache: 0, env: 0 }, { sameVolume: true, download: 0, unpacked: 0 });
    await refusing({ cache: null, env: null }, { sameVolume: false, download: 1e12, unpacked: 1e12 });
    await refusing({ cache: null, env: null }, { sameVolume: true, download: 1e12, unpacked: 1e12 });
  });
});
