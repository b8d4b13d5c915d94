import { readFile } from 'node:fs/promises';
import { type as kernel, release, version } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../../../../shared/manifest.ts';

/** The system as its user knows it: Debian GNU/Linux 12 (bookworm), Windows 11 Pro 26100, macOS 15.1. */
export const findSystemName = async (platform: Platform, root: string): Promise<string> => {
  const read = (path: string) => readFile(join(root, path), 'utf8').catch(() => '');
  switch (platform) {
    case 'linux':
      return (
        osReleaseName((await read('etc/os-release')) || (await read('usr/lib/os-release'))) ??
        `${kernel()} ${release()}`
      );
    case 'darwin':
      return macName(await read('System/Library/CoreServices/SystemVersion.plist')) ?? `macOS (Darwin ${release()})`;
    case 'win32':
      return windowsName(version(), release());
  }
};

/** Source: os-release(5): shell-like assignments, with or without quotes. */
const osReleaseName = (text: string): string | null => {
  const value = (key: string) =>
    new RegExp(`^${key}=(["']?)(.*)\\1\\s*$`, 'm').exec(text)?.[2]?.replace(/\\(["$`\\])/g, '$1') || null;
  return value('PRETTY_NAME') ?? value('NAME');
};

const macName = (plist: string): string | null => {
  const found = /<key>ProductVersion<\/key>\s*<string>([\d.]+)<\/string>/.exec(plist)?.[1];
  return found === undefined ? null : `macOS ${found}`;
};

/** The registry of Windows 11 still says Windows 10; builds from 22000 are 11. */
export const windowsName = (product: string, kernelRelease: string): string => {
  const build = kernelRelease.split('.')[2] ?? '';
  const name = Number(build) >= 22_000 ? product.replace(/^Windows 10\b/, 'Windows 11') : product;
  return `${name} ${build}`.trim();
};
