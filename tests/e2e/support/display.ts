import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface Display {
  /** Value of DISPLAY for a program that is to be seen by nobody; null where the system needs none. */
  name: string | null;
  stop: () => void;
}

/** Why no window can be shown here, or null. */
export const whyNoDisplay = (): string | null => {
  if (process.platform !== 'linux' || process.env['DISPLAY'] !== undefined) return null;
  const { error } = spawnSync('Xvfb', ['-help'], { stdio: 'ignore' });
  return error === undefined ? null : 'there is no display and no Xvfb (apt-get install xvfb)';
};

/** The display that is there, or an Xvfb of our own, which picks a free number and ends with its last client. */
export const startDisplay = async (): Promise<Display> => {
  if (process.platform !== 'linux') return { name: null, stop: () => undefined };
  const present = process.env['DISPLAY'];
  if (present !== undefined) return { name: present, stop: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-terminate'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await firstLine(server);
  return {
    name: `:${number}`,
    stop: () => {
      server.kill();
    },
  };
};

const firstLine = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const stream = server.stdio[3] as Readable;
    let said = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(said.trim());
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a display`)));
  });
