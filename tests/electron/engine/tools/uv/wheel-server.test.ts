import { once } from 'node:events';
import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createArrival } from '../../../../../electron/engine/arrival.ts';
import { serveWheels, type WheelServer } from '../../../../../electron/engine/tools/uv/wheel-server.ts';

const filename = 'standin-1.0+cpu-py3-none-any.whl';
const sha256 = 'a'.repeat(64);

let folder: string;
let path: string;
let arrival: ReturnType<typeof createArrival>;
let server: WheelServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheel-server '));
  path = join(folder, 'x.partial');
  arrival = createArrival();
  const url = `https://files.example/${encodeURIComponent(filename)}`;
  server = await serveWheels([{ name: 'standin', version: '1.0+cpu', url, sha256, bytes: 10, arrival }]);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const ask = async (url: string): Promise<IncomingMessage> => {
  const [answer] = await once(get(url), 'response');
  return answer;
};
const textOf = async (answer: IncomingMessage): Promise<string> => Buffer.concat(await answer.toArray()).toString();
const wheelUrl = (): string => `${server.url}${encodeURIComponent(filename)}`;

it('has a page with each wheel and its hash', async () => {
  const answer = await ask(server.url);
  expect(answer.statusCode).toBe(200);
  expect(await textOf(answer)).toBe(
    `<!DOCTYPE html>\n<a href="standin-1.0%2Bcpu-py3-none-any.whl#sha256=${sha256}">wheel</a>\n`,
  );
});

it('answers on this computer alone, and nobody who does not know the address', async () => {
  const { hostname, port } = new URL(server.url);
  expect(hostname).toBe('127.0.0.1');
  for (const other of ['/', `/${filename}`, `/${'0'.repeat(32)}/`, `/${'0'.repeat(32)}/${filename}`, '/%zz'])
    expect((await ask(`http://127.0.0.1:${port}${other}`)).statusCode).toBe(404);
  for (const other of ['other.whl', '%zz', '../x', `${filename}/`])
    expect((await ask(server.url + other)).statusCode).toBe(404);
});

it('sends what is there, waits for the rest, and follows the file to its final place', async () => {
  const asked = ask(wheelUrl());
  await sleep(20);
  await writeFile(path, '01234');
  arrival.tell({ path, bytes: 3, whole: false });
  const answer = await asked;
  expect(answer.headers['content-length']).toBe('10');
  answer.setEncoding('utf8');
  let text = '';
  answer.on('data', (chunk: string) => {
    text += chunk;
  });
  const waitFor = async (wanted: string): Promise<void> => {
    while (text.length < wanted.length) await sleep(5);
    expect(text).toBe(wanted);
  };
  // Not the two bytes that nobody has vouched for.
  await waitFor('012');
  await appendFile(path, '56789');
  arrival.tell({ path, bytes: 7, whole: false });
  await waitFor('0123456');
  const final = join(folder, filename);
  await rename(path, final);
  const ended = once(answer, 'end');
  arrival.tell({ path: final, bytes: 10, whole: true });
  await ended;
  expect(text).toBe('0123456789');
});

it('finds a file that was moved before it was opened', async () => {
  arrival.tell({ path, bytes: 10, whole: false });
  const asked = ask(wheelUrl());
  await sleep(50);
  const final = join(folder, filename);
  await writeFile(final, '0123456789');
  arrival.tell({ path: final, bytes: 10, whole: true });
  expect(await textOf(await asked)).toBe('0123456789');
});

it('breaks off where a wheel that was there is gone: nobody will tell more of it', { timeout: 5000 }, async () => {
  arrival.tell({ path, bytes: 10, whole: true });
  await expect(ask(wheelUrl()).then((answer) => answer.toArray())).rejects.toThrow(/aborted|hang up/);
});

it('breaks off where the wheel begins anew after some of it was sent', async () => {
  await writeFile(path, '01234');
  arrival.tell({ path, bytes: 5, whole: false });
  const answer = await ask(wheelUrl());
  await once(answer, 'readable');
  arrival.tell({ path, bytes: 0, whole: false });
  await expect(answer.toArray()).rejects.toThrow('aborted');
});

it('ends what is being sent when it is closed', async () => {
  await writeFile(path, '01234');
  arrival.tell({ path, bytes: 5, whole: false });
  const answer = await ask(wheelUrl());
  const broken = expect(answer.toArray()).rejects.toThrow('aborted');
  await server.close();
  await broken;
});
