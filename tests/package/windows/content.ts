import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { repository } from '../../support/cli.ts';
import { allowedInAsar } from '../support/allowed.ts';
import { electronFiles, electronLibraries } from '../support/setup-tools.ts';
import { hashOf, product, type WindowsSetup } from '../support/windows-setup.ts';

/** What windows.test.ts, which has built it, finds in the application before it is installed. */
export const contentTests = ({ unpacked, files }: Pick<WindowsSetup, 'unpacked' | 'files'>): void => {
  test('is Electron, the bundles and what stands beside them, and nothing of its making', () => {
    const electron = [...electronLibraries.map((name) => `${name}.dll`), ...electronFiles, 'version'];
    expect(files()).toEqual(
      [
        ...electron.map((name) => (name === 'LICENSE' ? 'LICENSE.electron.txt' : name)),
        'Notebook Mender.exe',
        'resources/LICENSE.txt',
        'resources/THIRD-PARTY-NOTICES.txt',
        'resources/app.asar',
        'resources/bin/notebook-mender.cmd',
        'resources/elevate.exe',
        'resources/node_modules/@koromix/koffi-win32-x64/index.js',
        'resources/node_modules/@koromix/koffi-win32-x64/package.json',
        'resources/node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node',
        'resources/node_modules/koffi/LICENSE.txt',
        'resources/node_modules/koffi/index.cjs',
        'resources/node_modules/koffi/package.json',
        'resources/node_modules/koffi/src/koffi/index.cjs',
        'resources/node_modules/koffi/src/koffi/indirect.cjs',
        'resources/node_modules/koffi/src/koffi/src/static.cjs',
        'resources/node_modules/koffi/src/koffi/src/trampolines.cjs',
        'resources/uv/LICENSE-APACHE',
        'resources/uv/LICENSE-MIT',
        'resources/uv/uv.exe',
      ].toSorted(),
    );
    const asar = path.join(unpacked(), 'resources/app.asar');
    const content = listPackage(asar, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
    expect(content.filter((file) => !allowedInAsar.some((pattern) => pattern.test(file)))).toEqual([]);
    const metadata = JSON.parse(extractFile(asar, 'package.json').toString());
    expect(metadata).toMatchObject({ name: 'notebook-mender', productName: product, version: '2.0.0' });
  });

  test('takes at most 12 MB beyond Electron and uv', async () => {
    const own = files().filter((file) => file.startsWith('resources/') && file !== 'resources/uv/uv.exe');
    const sizes = await Promise.all(own.map(async (file) => (await stat(path.join(unpacked(), file))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000_000);
  });

  test('has the pinned uv and koffi’s own code, for Windows', async () => {
    const uv = await readFile(path.join(unpacked(), 'resources/uv/uv.exe'));
    expect(hashOf(uv)).toBe(hashOf(await readFile(path.join(repository, '.cache/bundled-uv/win-x64/uv.exe'))));
    const koffi = path.join(unpacked(), 'resources/node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node');
    for (const bytes of [uv, await readFile(koffi)]) expect(bytes.subarray(0, 2).toString()).toBe('MZ');
  });

  test('keeps the fuses closed and has the vendor’s name in its program', async () => {
    const program = path.join(unpacked(), `${product}.exe`);
    const fuses = await getCurrentFuseWire(program);
    const state = (option: FuseV1Options): boolean => fuses[option] === '1'.charCodeAt(0);
    expect(state(FuseV1Options.RunAsNode)).toBe(true);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
    const text = (await readFile(program)).toString('latin1');
    for (const said of [product, 'Example Notebooks Ltd.']) expect(text).toContain([...said].join('\0'));
  });
};
