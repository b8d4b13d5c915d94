import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { journalPiece, textPiece } from '../bundle/piece.ts';
import { redactLines } from '../bundle/redact-lines.ts';
import { createRedactor, type Redactor } from '../bundle/redactor.ts';
import { Failing, throwIfCancelled } from '../failing.ts';
import type { Clock } from '../interfaces/clock.ts';
import type { KeptFile, LogBundle } from '../interfaces/log-bundle.ts';
import { errorCode } from './error-code.ts';
import { keptFiles, keptRuns } from './log-bundle/kept-runs.ts';
import { knownWords } from './log-bundle/known-words.ts';
import { lastFindings } from './log-bundle/last-findings.ts';
import { readLines } from './log-bundle/read-lines.ts';
import { writeZip } from './log-bundle/zip-file.ts';

/** As electron-log names them (window-log.ts): what is full is set aside. */
const windowLogs = ['window.old.log', 'window.log'];

/** `uvVersion` answers null where there is no uv. */
export const createLogBundle = ({
  runsFolder,
  logFolder,
  clock,
  uvVersion,
}: {
  runsFolder: string;
  logFolder: string;
  clock: Clock;
  uvVersion: (signal: AbortSignal) => Promise<string | null>;
}): LogBundle => ({
  checkPlace,
  runs: (environment) => keptRuns(runsFolder, environment),
  windowLogs: () => keptFiles(logFolder, 'window', windowLogs),
  lastFindings,
  redactor: async () => createRedactor(await knownWords()),
  versions: async (signal) => ({
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    uv: await uvVersion(signal),
  }),
  write: async ({ out, written, kept, redactor, onProgress, signal }) => {
    const total = kept.reduce((sum, file) => sum + takenOf(file), 0);
    let done = 0;
    const sizes: { name: string; bytes: number }[] = [];
    await writeZip(out, clock.now(), async (zip) => {
      const add = async (name: string, texts: Parameters<typeof zip.add>[1]): Promise<void> => {
        sizes.push({ name, bytes: await zip.add(name, texts) });
      };
      for (const { name, text } of written) await add(name, [text]);
      for (const file of kept) {
        const end = done + takenOf(file);
        await add(
          file.name,
          counted(redactedLines(file, redactor, signal), (bytes) => {
            // What is redacted may be longer or shorter than what was read.
            done = Math.min(end, done + bytes);
            onProgress(done, total);
          }),
        );
        done = end;
      }
      // A stop that came with the last line leaves no file, as any other does.
      throwIfCancelled(signal);
    });
    return sizes;
  },
});

const takenOf = ({ bytes, leftOut }: KeptFile): number => bytes - leftOut;

async function* counted(texts: AsyncIterable<string>, count: (letters: number) => void): AsyncGenerator<string> {
  for await (const text of texts) {
    yield text;
    count(text.length);
  }
}

const checkPlace = async (out: string): Promise<void> => {
  const refuse = (message: string): never => {
    throw new Failing({ code: 'usage', message });
  };
  const kindOf = (path: string) => lstat(path).then((stat) => stat, errorCode);
  const [there, above] = await Promise.all([kindOf(out), kindOf(dirname(out))]);
  if (above === 'ENOENT' || above === 'ENOTDIR') refuse(`--out names ${out}, and there is no folder ${dirname(out)}`);
  if (typeof there === 'string' || there === null) return;
  if (there.isDirectory()) refuse(`--out names ${out}, which is a folder; name a file in it, such as logs.zip`);
  // A device or a pipe would be replaced by the file.
  if (!there.isFile() && !there.isSymbolicLink()) refuse(`--out names ${out}, which is no regular file`);
};

async function* redactedLines(file: KeptFile, redactor: Redactor, signal: AbortSignal): AsyncGenerator<string> {
  const isJournal = file.name.endsWith('.ndjson');
  const note = (bytes: number): string =>
    isJournal ? JSON.stringify({ leftOut: { bytes } }) : `… ${bytes} bytes were left out here …`;
  try {
    yield* redactLines(readLines({ ...file, note, signal }), isJournal ? journalPiece : textPiece, redactor);
  } catch (error) {
    // Pruned by a run that began meanwhile, or another user's: the rest of the export is as useful without it.
    const code = errorCode(error);
    if (code === null) throw error;
    yield `${isJournal ? JSON.stringify({ unreadable: code }) : `This file could not be read (${code}).`}\n`;
  }
}
