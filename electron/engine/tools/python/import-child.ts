import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Cancelled, throwIfCancelled } from '../../failing.ts';
import type { CommandResult, RunCommand } from '../../interfaces/command.ts';
import type { ImportReport } from '../../interfaces/python.ts';
import { bytecodeArguments } from './bytecode-arguments.ts';
import { cleanVariables } from './inspect.ts';
import { importScript } from './scripts.ts';
import { wordEnd } from './word-end.ts';

const factSchema = z.union([
  z.object({ begin: z.string() }),
  z.object({ line: z.string() }),
  z.object({
    end: z.string(),
    ok: z.boolean(),
    version: z.string().nullable(),
    error: z.string().nullable(),
    file: z.string().nullable(),
  }),
  z.object({ finished: z.literal(true) }),
]);

export interface ChildRequest {
  command: RunCommand;
  python: string;
  modules: readonly string[];
  folder: string;
  bytecode: string | null;
  timeLimitMs: number;
  signal: AbortSignal;
}

/** NumPy 2 says so and goes on where an extension module was compiled for 1.x. */
const warnsOfAbi = (line: string): boolean => /compiled using NumPy 1\.x|_ARRAY_API not found/.test(line);

/** Lines of a report's detail. */
const detailLines = 20;

/**
 * One child that imports modules in turn. Reports on those it came to, at least one: the last of
 * them is the module at which the process ended, if it did. All of them fail alike where the
 * interpreter does not start. The time limit is each module's own.
 */
export const importInChild = async (request: ChildRequest): Promise<ImportReport[]> => {
  const { command, python, modules, signal, timeLimitMs } = request;
  throwIfCancelled(signal);
  const token = randomUUID();
  const reports: ImportReport[] = [];
  let current: string | null = null;
  let lines: string[] = [];
  let said: string[] = [];
  const hear = (text: string): void => {
    const fact = factSchema.parse(JSON.parse(text));
    if ('begin' in fact) {
      current = fact.begin;
      lines = [];
      said = [];
    } else if ('line' in fact) lines.push(fact.line);
    else if ('end' in fact) {
      const { end: module, ok, version, error, file } = fact;
      // What a module that imports has to say on stderr is of interest only where it warns of NumPy's ABI.
      reports.push({ module, ok, version, error, file, detail: ok && said.some(warnsOfAbi) ? said : lines });
      current = null;
    }
  };

  const stop = stopOf(signal, timeLimitMs);
  const args = ['-I', '-X', 'utf8', ...bytecodeArguments(request.bytecode), '-c', importScript];
  let result: CommandResult | null;
  try {
    result = await command(python, [...args, token, String(timeLimitMs / 1000), ...modules], {
      signal: stop.signal,
      cwd: request.folder,
      env: cleanVariables,
      onLine: (line) => {
        // What a module wrote may stand before an answer on the same line.
        const at = line.indexOf(`${token} `);
        if (at < 0) said = [...said, line].slice(-detailLines);
        else {
          stop.again();
          hear(line.slice(at + token.length + 1));
        }
      },
    });
  } catch (error) {
    if (!(error instanceof Cancelled) || signal.aborted) throw error;
    result = null;
  } finally {
    stop.forget();
  }
  if (reports.length === modules.length) return reports;
  const error = result === null ? `took longer than ${timeLimitMs / 1000} seconds` : wordEnd(result, said);
  const failed = (module: string, why: string): ImportReport => ({
    module,
    ok: false,
    version: null,
    file: null,
    error: why,
    detail: said,
  });
  if (current === null && reports.length === 0)
    return modules.map((module) => failed(module, `Python does not start: ${error}`));
  // Ended between two modules, as a thread that the one before left may do: the next one was not yet begun.
  return [...reports, failed(current ?? modules[reports.length] ?? '', error)];
};

/** A signal that stops the child with the caller's, or when nothing was heard for the time limit. */
const stopOf = (outer: AbortSignal, timeLimitMs: number) => {
  const inner = new AbortController();
  const abort = () => inner.abort();
  outer.addEventListener('abort', abort, { once: true });
  let timer = setTimeout(abort, timeLimitMs);
  return {
    signal: inner.signal,
    again: () => {
      clearTimeout(timer);
      timer = setTimeout(abort, timeLimitMs);
    },
    forget: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
};
