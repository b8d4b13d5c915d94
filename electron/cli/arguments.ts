import { CommanderError } from 'commander';
import type { Failure } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import { describeCommands } from './commands.ts';

/** What the command line was asked to do; paths are absolute, everything else is as it was given. */
export type Arguments =
  | { verb: 'detect'; json: boolean }
  | ({ verb: 'diagnose'; environment: string; deep: boolean; json: boolean } & WhichManifest)
  | ({ verb: 'repair'; environment: string; json: boolean } & WhichManifest & RepairFlags)
  | { verb: 'launch'; environment: string; manifest: string | null; json: boolean }
  | { verb: 'downloads'; olderThanDays: number | null; keepBytes: number | null }
  | { verb: 'export-logs'; out: string; environment: string | null }
  | { verb: 'serve'; port: number; environment: string | null };

interface WhichManifest {
  /** null is the manifest that the product brings. */
  manifest: string | null;
  profile: string;
}

interface RepairFlags {
  accelerator: string;
  backend: 'auto' | 'uv' | 'pip';
  python: string | null;
  indexUrl: string | null;
  extraIndexUrls: string[];
  findLinks: string | null;
  offline: boolean;
  rebuild: boolean;
  dryRun: boolean;
  endHolders: boolean;
  build: string[];
}

type UsageFailure = Extract<Failure, { code: 'usage' }>;

export type ParsedArguments =
  | { kind: 'request'; request: Arguments }
  /** Help or the version, for standard output. */
  | { kind: 'text'; text: string }
  | { kind: 'failure'; failure: UsageFailure };

/** Words after the program's name → a request, a text, or what is wrong with them. `cwd` makes relative paths whole. */
export const parseArguments = (
  words: readonly string[],
  { cwd, version }: { cwd: string; version: string },
): ParsedArguments => {
  if (words.length === 0) return usage(whatToDo);
  let text = '';
  let request: Arguments | null = null;
  const program = describeCommands(cwd, version, (asked) => {
    request = asked;
  });
  for (const command of [program, ...program.commands])
    command.configureOutput({ writeOut: (part) => (text += part), writeErr: () => undefined });
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text };
    return usage(error.code === 'commander.help' ? whatToDo : error.message);
  }
  return request === null ? usage(whatToDo) : { kind: 'request', request };
};

const whatToDo = 'say what to do: detect, diagnose, repair, launch, downloads, export-logs or serve';

/** The parser's message as one sentence: "error: unknown option '--evn'\n(Did you mean --env?)". */
const usage = (message: string): ParsedArguments => {
  const line = redact(
    message
      .replace(/^error: /, '')
      .replace(/\s*\n\s*/g, ' ')
      .trim(),
  );
  return { kind: 'failure', failure: { code: 'usage', message: line.charAt(0).toUpperCase() + line.slice(1) } };
};
