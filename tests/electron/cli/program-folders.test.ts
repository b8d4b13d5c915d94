import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFolders } from '../../../electron/cli/program-folders.ts';
import { temporaryFolder } from '../../support/cli.ts';

const placed = async (...parts: string[]): Promise<{ root: string; script: string }> => {
  const root = await realpath(await temporaryFolder());
  const script = join(root, ...parts);
  await mkdir(join(script, '..'), { recursive: true });
  await writeFile(script, '');
  return { root, script };
};

describe('the program’s own folders', () => {
  it('are those of a checkout, built or not', async () => {
    const built = await placed('dist', 'cli.cjs');
    expect(programFolders(built.script)).toEqual({ page: join(built.root, 'dist/renderer'), resources: null });
    const source = await placed('electron', 'cli.ts');
    expect(programFolders(source.script)).toEqual({ page: join(source.root, 'dist/renderer'), resources: null });
  });

  it.each(['app.asar', 'app'])('are those of a packaged application in %s', async (application) => {
    const { root, script } = await placed('resources', application, 'dist', 'cli.cjs');
    expect(programFolders(script)).toEqual({
      page: join(root, 'resources', application, 'dist/renderer'),
      resources: join(root, 'resources'),
    });
  });

  it('are found through a link on PATH', async (context) => {
    if (process.platform === 'win32') context.skip('links need a privilege on Windows');
    const { root, script } = await placed('dist', 'cli.cjs');
    await symlink(script, join(root, 'smart-installer'));
    expect(programFolders(join(root, 'smart-installer')).page).toBe(join(root, 'dist/renderer'));
  });
});
