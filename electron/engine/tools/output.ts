import type { Readable } from 'node:stream';
import { redact } from '../../../shared/redact.ts';
import type { CommandOptions } from '../interfaces/command.ts';
import { createKeptOutput } from './kept-output.ts';
import { createOutputLines } from './output-lines.ts';

const tailLines = 20;

/** What a program says, collected while it runs. */
interface Output {
  /** Hands on the last line of each stream where it has no end. */
  finish: () => void;
  stdout: () => string;
  stderr: () => string;
  tail: readonly string[];
}

/** Reads both streams; lines and tail are redacted, the whole texts are not: they are for a parser. */
export const readOutput = (
  streams: { stdout: Readable; stderr: Readable },
  onLine: NonNullable<CommandOptions['onLine']>,
): Output => {
  const tail: string[] = [];
  const read = (name: 'stdout' | 'stderr') => {
    const kept = createKeptOutput();
    const lines = createOutputLines(redact, (line) => {
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      onLine(line, name);
    });
    streams[name].on('data', (bytes: Uint8Array) => {
      kept.add(bytes);
      lines.write(bytes);
    });
    return { kept, lines };
  };
  const [stdout, stderr] = [read('stdout'), read('stderr')];
  return {
    finish: () => {
      stdout.lines.end();
      stderr.lines.end();
    },
    stdout: stdout.kept.text,
    stderr: stderr.kept.text,
    tail,
  };
};
