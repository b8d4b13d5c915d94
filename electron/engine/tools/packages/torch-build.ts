import { join } from 'node:path';
import type { InstalledTorch } from '../../interfaces/packages.ts';
import { readDistInfos } from './dist-info.ts';
import { headerBytes, readOrEmpty } from './read-beginning.ts';
import { findSitePackages } from './site-packages.ts';

/**
 * The installed torch without importing it, null where there is none. Its build is cpu, cu124,
 * rocm6.2 or xpu, null where nothing tells. The fields of torch/version.py decide, because the version alone does
 * not: torch of the default index is 2.5.1 everywhere, a CPU build on Windows and a CUDA one on
 * Linux. The local part of the dist-info's version answers only where that file is gone.
 */
export const readTorch = async (root: string): Promise<InstalledTorch | null> => {
  const sitePackages = await findSitePackages(root);
  if (sitePackages === null) return null;
  const text = await readOrEmpty(join(sitePackages, 'torch'), 'version.py', headerBytes);
  const info = (await readDistInfos(sitePackages)).findLast(({ name }) => name === 'torch');
  const build = buildOfVersionFile(text);
  if (info === undefined) return build === null ? null : { version: null, build };
  return { version: info.version, build: build ?? buildOfVersion(info.version) };
};

/** From the fields that the build writes; null where there is none of them. */
export const buildOfVersionFile = (text: string): string | null => {
  const [cuda, hip, xpu] = ['cuda', 'hip', 'xpu'].map((field) => fieldOf(text, field));
  const cudaVersion = /^(\d+)\.(\d+)/.exec(cuda ?? '');
  if (cudaVersion !== null) return `cu${cudaVersion[1]}${cudaVersion[2]}`;
  const hipVersion = /^(\d+\.\d+)/.exec(hip ?? '');
  if (hipVersion !== null) return `rocm${hipVersion[1]}`;
  if (typeof xpu === 'string' && xpu !== '') return 'xpu';
  return cuda === undefined ? null : 'cpu';
};

/** `cuda: Optional[str] = '12.4'` or `cuda = None`: the text, null for None, undefined where it is not there. */
const fieldOf = (text: string, field: string): string | null | undefined => {
  const [, value] =
    new RegExp(String.raw`^${field}\s*(?::[^=\n]*)?=\s*('[^'\n]*'|"[^"\n]*"|None)`, 'm').exec(text) ?? [];
  if (value === undefined || value === 'None') return value === undefined ? undefined : null;
  return value.slice(1, -1);
};

/** 2.5.1+cu124 → cu124; null for a version without a local part, or with another kind of it. */
export const buildOfVersion = (version: string): string | null =>
  /\+(cpu|xpu|cu\d{3}|rocm\d+(?:\.\d+)?)/.exec(version)?.[1] ?? null;
