import { product } from '../../../shared/product.ts';
import { bytes as inWords } from '../../../shared/wording.ts';

export interface Listed {
  name: string;
  /** Bytes of it that the export leaves out; 0 for none. */
  leftOut: number;
}

/** What each kind of file is, by the end of its name. */
const meanings: readonly [RegExp, string][] = [
  [/^versions\.json$/, `Versions of ${product.name}, of Node.js and of uv (null: none was found)`],
  [/^machine\.json$/, 'The computer: system, graphics cards and their drivers, Pythons, free space'],
  [/^findings\.json$/, 'What the last diagnosis found, and the run that it was made in'],
  [/^packages\.txt$/, 'Packages that are installed in the environment now'],
  [/journal\.ndjson$/, 'Everything that happened in this run, one event a line (JSON), in its order'],
  [/pylock\.toml$/, 'What this run was about to install (PEP 751)'],
  [/manifest\.json$/, 'What this run wanted the environment to be'],
  [/window\.old\.log$/, 'What the window logged before'],
  [/window\.log$/, 'What the window logged: its starts, and errors of its own'],
];

/** The export's first file: what the others are, and what was done to them. */
export const readme = ({ version, at, files }: { version: string; at: number; files: readonly Listed[] }): string => {
  const width = Math.max(...files.map(({ name }) => name.length));
  const lines = files.map(({ name, leftOut }) => {
    const meaning = meanings.find(([pattern]) => pattern.test(name))?.[1] ?? '';
    const note = leftOut === 0 ? '' : `; ${inWords(leftOut)} from its middle were left out`;
    return `${name.padEnd(width)}  ${meaning}${note}`;
  });
  return `${[
    `Logs of ${product.name} ${version}, exported on ${new Date(at).toISOString().slice(0, 10)}`,
    '',
    ...lines,
    '',
    'The folders in runs/ are named by the time (UTC) at which the run began.',
    '',
    'What is private was taken out before this was written: ~ stands for a home folder, <user> for the',
    'user name, <host> for the name of the computer, <e-mail> for an address, and *** for a password, a',
    'token or a key. Something private in a form that was not recognised may be left: have a look before',
    'you give this to somebody. Nothing was sent anywhere.',
  ].join('\n')}\n`;
};
