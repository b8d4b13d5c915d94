import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { buildWheel } from './wheel.ts';

export interface SourceContents {
  name: string;
  version: string;
  requires?: readonly string[];
  requiresPython?: string;
  /** What building prints on stderr before it fails; it succeeds where left out. */
  failing?: string;
  /** Building does not come to an end. */
  hangs?: boolean;
  /** File that gets a line for each build, to count them. */
  log?: string;
  /** Version of the wheel that is made, where it is another one than the archive's. */
  makes?: string;
}

/** A source archive (sdist) as an index lists it. */
export interface SourceArchive {
  name: string;
  version: string;
  filename: string;
  bytes: Buffer;
  sha256: string;
  requiresPython: string;
}

/**
 * A real one with a build backend of its own (PEP 517, `backend-path`), so that nothing has to be
 * fetched to build it: it hands out a wheel that was made before.
 */
export const buildSource = (contents: SourceContents): SourceArchive => {
  const { name, version, requires = [], requiresPython = '>=3.8', failing, hangs = false, log } = contents;
  const wheel = buildWheel({ name, version: contents.makes ?? version, requires, requiresPython });
  const stem = `${name.replace(/[-_.]+/g, '_').toLowerCase()}-${version}`;
  const info = `${stem}.dist-info`;
  const backend = [
    'import base64, os, sys',
    `METADATA = ${JSON.stringify(buildWheel({ name, version, requires, requiresPython }).metadata)}`,
    `WHEEL = ${JSON.stringify(wheel.bytes.toString('base64'))}`,
    '',
    'def prepare_metadata_for_build_wheel(folder, config_settings=None):',
    `    os.mkdir(os.path.join(folder, '${info}'))`,
    `    with open(os.path.join(folder, '${info}', 'METADATA'), 'w') as file:`,
    '        file.write(METADATA)',
    `    return '${info}'`,
    '',
    'def build_wheel(folder, config_settings=None, metadata_directory=None):',
    ...(log === undefined
      ? []
      : [`    with open(${JSON.stringify(log)}, 'a') as file:`, `        file.write(${JSON.stringify(`${stem}\n`)})`]),
    ...(hangs ? ['    import time', '    time.sleep(600)'] : []),
    ...(failing === undefined ? [] : [`    print(${JSON.stringify(failing)}, file=sys.stderr)`, '    sys.exit(3)']),
    `    with open(os.path.join(folder, '${wheel.filename}'), 'wb') as file:`,
    '        file.write(base64.b64decode(WHEEL))',
    `    return '${wheel.filename}'`,
    '',
  ].join('\n');
  const system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n';
  const bytes = gzipSync(
    tar({ [`${stem}/PKG-INFO`]: wheel.metadata, [`${stem}/pyproject.toml`]: system, [`${stem}/backend.py`]: backend }),
  );
  return {
    name,
    version,
    filename: `${stem}.tar.gz`,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    requiresPython,
  };
};

const blockBytes = 512;

/** POSIX.1-1988 (ustar): a header of one block for each file, its content in whole blocks, two empty ones at the end. */
const tar = (files: Readonly<Record<string, string>>): Buffer => {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const content = Buffer.from(text);
    return [headerOf(path, content.length), content, Buffer.alloc(-content.length & (blockBytes - 1))];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]);
};

const headerOf = (path: string, bytes: number): Buffer => {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(path, 0);
  header.write(octal(0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(bytes, 11), 124);
  header.write(octal(1_700_000_000, 11), 136);
  // The sum is taken with blanks in its own place.
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    148,
  );
  return header;
};
