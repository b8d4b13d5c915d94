import { expect, test } from 'vitest';
import { withWorkFolder } from '../../../../electron/engine/tools/work-folder.ts';

test('a work folder that nobody can make is a failure at once', async (context) => {
  if (process.platform !== 'linux') return context.skip('needs /proc');
  await expect(withWorkFolder('/proc/nope/cache', async () => undefined)).rejects.toMatchObject({
    failure: { code: 'permission-denied', path: '/proc/nope/cache/work' },
  });
});
