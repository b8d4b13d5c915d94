import { createHash } from 'node:crypto';
import { type Zippable, zipSync } from 'fflate';

export interface WheelContents {
  name: string;
  version: string;
  /** Further files by their path in the wheel. */
  files?: Record<string, string | Uint8Array>;
  /** Import name → source of its `__init__.py`; one module named after the package where left out. */
  modules?: Record<string, string>;
  /** PEP 508 requirements. */
  requires?: readonly string[];
  /** Extra → its PEP 508 requirements. */
  extras?: Record<string, readonly string[]>;
  /** Compatibility tag, `py3-none-any` where left out. */
  tag?: string;
  /** PEP 440 specifiers, `>=3.8` where left out. */
  requiresPython?: string;
  summary?: string;
  /** Adds a data file of that many bytes that cannot be compressed. */
  padBytes?: number;
}

export interface Wheel {
  name: string;
  version: string;
  filename: string;
  bytes: Buffer;
  sha256: string;
  /** Text of METADATA, which an index may serve alone (PEP 658). */
  metadata: string;
  requiresPython: string;
}

/** Bytes that no compression makes smaller, the same at every call. */
const noise = (count: number): Uint8Array => {
  const bytes = new Uint8Array(count);
  let state = 0x2545f491;
  for (let at = 0; at < count; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return bytes;
};

const metadataOf = (contents: WheelContents, requiresPython: string): string => {
  const lines = [
    'Metadata-Version: 2.1',
    `Name: ${contents.name}`,
    `Version: ${contents.version}`,
    `Summary: ${contents.summary ?? 'Made by a test'}`,
    `Requires-Python: ${requiresPython}`,
    ...(contents.requires ?? []).map((requirement) => `Requires-Dist: ${requirement}`),
  ];
  for (const [extra, requires] of Object.entries(contents.extras ?? {})) {
    lines.push(`Provides-Extra: ${extra}`);
    for (const requirement of requires) lines.push(`Requires-Dist: ${requirement}; extra == "${extra}"`);
  }
  return `${lines.join('\n')}\n`;
};

const recordLine = (path: string, bytes: Uint8Array): string =>
  `${path},sha256=${createHash('sha256').update(bytes).digest('base64url')},${bytes.length}`;

/** A valid wheel with METADATA 2.1, WHEEL and RECORD; the same contents give the same bytes. */
export const buildWheel = (contents: WheelContents): Wheel => {
  const tag = contents.tag ?? 'py3-none-any';
  const requiresPython = contents.requiresPython ?? '>=3.8';
  const stem = `${contents.name.replace(/[-_.]+/g, '_').toLowerCase()}-${contents.version}`;
  const importName = contents.name.replace(/[-.]+/g, '_').toLowerCase();
  const metadata = metadataOf(contents, requiresPython);

  const entries: Record<string, Uint8Array> = {};
  const padding = `${importName}_data/pad.bin`;
  const add = (path: string, content: string | Uint8Array): void => {
    entries[path] = typeof content === 'string' ? Buffer.from(content) : content;
  };
  for (const [module, source] of Object.entries(contents.modules ?? { [importName]: '' }))
    add(`${module.replaceAll('.', '/')}/__init__.py`, `__version__ = '${contents.version}'\n${source}`);
  for (const [path, content] of Object.entries(contents.files ?? {})) add(path, content);
  if (contents.padBytes !== undefined) add(padding, noise(contents.padBytes));
  add(`${stem}.dist-info/METADATA`, metadata);
  add(
    `${stem}.dist-info/WHEEL`,
    `Wheel-Version: 1.0\nGenerator: smart-installer-tests\nRoot-Is-Purelib: ${tag.endsWith('-any')}\nTag: ${tag}\n`,
  );
  const record = Object.entries(entries).map(([path, bytes]) => recordLine(path, bytes));
  add(`${stem}.dist-info/RECORD`, `${record.join('\n')}\n${stem}.dist-info/RECORD,,\n`);

  // To look for what could be made smaller in noise takes seconds.
  const { [padding]: pad, ...rest } = entries;
  const stored: Zippable = pad === undefined ? {} : { [padding]: [pad, { level: 0 }] };
  const bytes = Buffer.from(zipSync({ ...rest, ...stored }, { level: 1, mtime: new Date(2024, 0, 1) }));
  return {
    name: contents.name,
    version: contents.version,
    filename: `${stem}-${tag}.whl`,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    metadata,
    requiresPython,
  };
};
