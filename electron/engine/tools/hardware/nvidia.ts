import { readFile } from 'node:fs/promises';
import { join, win32 } from 'node:path';
import type { Gpu } from '../../../../shared/machine.ts';
import type { Platform } from '../../../../shared/manifest.ts';
import type { CommandResult, RunCommand } from '../../interfaces/command.ts';
import { isUnknownField, parseNvidiaSmi, type SmiField, smiArguments, smiFields } from './nvidia-smi.ts';

interface NvidiaLook {
  command: RunCommand;
  platform: Platform;
  /** Root of the file system, `/` but in tests. */
  root: string;
  env: Record<string, string | undefined>;
  /** nvidia-smi hangs with a card that fell off the bus or a driver that waits for it. */
  timeLimitMs: number;
  signal: AbortSignal;
}

/** `problem` says why nothing is known about a card that may be there; null where none seems to be. */
export const findNvidia = async (look: NvidiaLook): Promise<{ gpus: Gpu[]; problem: string | null }> => {
  if (look.platform === 'darwin') return { gpus: [], problem: null };
  const [driver, asked] = await Promise.all([loadedDriver(look), askCards(look)]);
  if (asked.gpus.length > 0) return asked;
  const loaded = driver === null ? '' : `The NVIDIA driver ${driver} is loaded, but `;
  if (asked.problem !== null) return { gpus: [], problem: `${loaded}${asked.problem}` };
  return { gpus: [], problem: driver === null ? null : `${loaded}nvidia-smi was not found` };
};

/** Version of the kernel's driver without asking any program; Linux only. */
const loadedDriver = async ({ root, platform }: NvidiaLook): Promise<string | null> => {
  if (platform !== 'linux') return null;
  const read = (...path: string[]) => readFile(join(root, ...path), 'utf8').catch(() => '');
  const [module, proc] = await Promise.all([
    read('sys', 'module', 'nvidia', 'version'),
    read('proc', 'driver', 'nvidia', 'version'),
  ]);
  return /^\d[\d.]+$/m.exec(module)?.[0] ?? /Kernel Module\s+(?:for \S+\s+)?(\d[\d.]+)/.exec(proc)?.[1] ?? null;
};

const askCards = async (look: NvidiaLook): Promise<{ gpus: Gpu[]; problem: string | null }> => {
  for (const program of candidates(look)) {
    const first = await ask(program, smiFields, look);
    if (first.notStarted) continue;
    const oldDriver = first.exitCode === invalidArgument || isUnknownField(first.stdout + first.stderr);
    const fields = oldDriver ? smiFields.filter((field) => field !== 'compute_cap') : smiFields;
    return read(oldDriver ? await ask(program, fields, look) : first, fields, look.timeLimitMs);
  }
  return { gpus: [], problem: null };
};

/** Source: nvidia-smi(1), "return value": a supplied argument or flag is invalid. */
const invalidArgument = 2;

const ask = (
  program: string,
  fields: readonly SmiField[],
  { command, env, timeLimitMs, signal }: NvidiaLook,
): Promise<CommandResult> => command(program, smiArguments(fields), { signal, timeLimitMs, env });

const read = (
  result: CommandResult,
  fields: readonly SmiField[],
  timeLimitMs: number,
): { gpus: Gpu[]; problem: string | null } => {
  if (result.timedOut) return { gpus: [], problem: `nvidia-smi did not answer within ${timeLimitMs / 1000} seconds` };
  const { gpus, remarks } = parseNvidiaSmi(result.stdout, fields);
  const said = [...remarks, ...result.stderr.split(/\r?\n/)].map((line) => line.trim()).filter((line) => line !== '');
  if (gpus.length === 0) return { gpus, problem: said.join(' ') || silentEnd(result.exitCode) };
  return { gpus, problem: result.exitCode === 0 ? null : said.join(' ') || null };
};

/** Null: a signal ended it. */
const silentEnd = (exitCode: number | null): string =>
  exitCode === null ? 'nvidia-smi crashed' : `nvidia-smi ended with exit code ${exitCode}`;

/** It is not always on PATH: Windows drivers put it into System32, old ones into a folder of its own, WSL into its library folder. */
const candidates = ({ platform, root, env }: NvidiaLook): string[] => {
  if (platform !== 'win32')
    return ['nvidia-smi', join(root, 'usr/bin/nvidia-smi'), join(root, 'usr/lib/wsl/lib/nvidia-smi')];
  const variable = (name: string) => env[name] ?? process.env[name];
  return [
    win32.join(variable('SystemRoot') ?? 'C:\\Windows', 'System32', 'nvidia-smi.exe'),
    win32.join(
      variable('ProgramW6432') ?? variable('ProgramFiles') ?? 'C:\\Program Files',
      'NVIDIA Corporation',
      'NVSMI',
      'nvidia-smi.exe',
    ),
    'nvidia-smi.exe',
  ];
};
