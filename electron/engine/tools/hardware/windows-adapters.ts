import { win32 } from 'node:path';
import type { RunCommand } from '../../interfaces/command.ts';
import type { Adapter } from './display-adapters.ts';

interface WindowsLook {
  command: RunCommand;
  env: Record<string, string | undefined>;
  timeLimitMs: number;
  signal: AbortSignal;
}

/** The class of display adapters. Source: Microsoft, "System-Defined Device Setup Classes". */
const displayClass = String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}`;

/** The display adapters that Windows has a driver for, by their names; empty where the registry cannot be read. */
export const findWindowsAdapters = async ({ command, env, timeLimitMs, signal }: WindowsLook): Promise<Adapter[]> => {
  const system = env['SystemRoot'] ?? process.env['SystemRoot'] ?? String.raw`C:\Windows`;
  const { stdout } = await command(
    win32.join(system, 'System32', 'reg.exe'),
    ['query', displayClass, '/s', '/v', 'DriverDesc'],
    { signal, timeLimitMs, env },
  );
  return parseAdapters(stdout);
};

/** Names of values and types are never translated; the line at the end, which is, does not matter. Pure. */
export const parseAdapters = (output: string): Adapter[] =>
  [...output.matchAll(/^\s+DriverDesc\s+REG_SZ\s+(.+?)\s*$/gm)].flatMap(([, name = '']): Adapter[] => {
    if (/nvidia/i.test(name)) return [{ maker: 'nvidia', name }];
    if (/\bAMD\b|\bRadeon\b/i.test(name)) return [{ maker: 'amd', name }];
    return /\bIntel\b/i.test(name) ? [{ maker: 'intel', name }] : [];
  });
