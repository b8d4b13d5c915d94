import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from 'node:os';
import { findElectron } from '../support/electron-runtime.ts';
import { findMachine } from './installers.ts';

/** What the figures depend on, a line for each, without names and paths of this machine. */
export const describeMachine = async (): Promise<string[]> => {
  const { uv, python } = await findMachine();
  const said = (program: string): string => execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  const electron = findElectron();
  return [
    `Processor: ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
    `Memory: ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `System: ${type()} ${release()}`,
    `Measured folder: ${await fileSystemOf(tmpdir())}`,
    `Node ${process.versions.node} · ${said(uv).replace(/ \(.*/, '')} · ${said(python)}${electron === null ? '' : ` · Electron ${electron.version}`}`,
  ];
};

/** Kind and mount options, as /proc/self/mounts has them; Linux only. */
const fileSystemOf = async (folder: string): Promise<string> => {
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  const above = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, point = '']) => point === '/' || folder === point || (point !== '' && folder.startsWith(`${point}/`)))
    .sort(([, a = ''], [, b = '']) => b.length - a.length)[0];
  return above === undefined ? 'unknown' : `${above[2]}, mounted ${above[3]}`;
};
