import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { Agent, createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { environmentPython } from '../../electron/engine/tools/environment-python.ts';
import { pinsOfLock } from '../../electron/engine/tools/uv/lock-file.ts';

/**
 * About the least that has to be done where every wheel is known before the first one is downloaded, and is
 * kept with the right hash: uv resolves, this process downloads, hashes and writes, and hands each byte on
 * to a uv that unpacks and links. No resume, no lock, no proxy, no certificate, no fsync, no look of its own
 * at the interpreter, and any failure is the end. Says how near install-once.ts could come, and is of
 * no other use. Arguments as there; prints the milliseconds.
 */
const [, , folder = '', environment = '', indexUrl = '', ...requirements] = process.argv;
const python = environmentPython(environment);
const [resolving, unpacking, kept] = [join(folder, 'resolving'), join(folder, 'unpacking'), join(folder, 'kept')];
const lock = join(folder, 'pylock.toml');
await mkdir(kept, { recursive: true });
const agent = new Agent({ keepAlive: true });

const uv = (args: readonly string[], cache: string, input: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, UV_NO_CONFIG: '1', UV_CACHE_DIR: cache };
    const child = spawn('uv', ['pip', ...args, '--quiet', '--python', python], {
      env,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.stdin.end(input.join('\n'));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`uv ended with ${code}`))));
  });

interface Locked {
  url: string;
  sha256: string;
}

/** Settle when their wheels are kept. */
const keeping: Promise<void>[] = [];

const keep = ({ url, sha256 }: Locked, response: ServerResponse): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      response.destroy(error);
      reject(error);
    };
    const asked = request(url, { agent }, (answer) => {
      response.writeHead(200, { 'content-length': answer.headers['content-length'] });
      const hash = createHash('sha256');
      const path = join(kept, basename(url));
      const file = createWriteStream(`${path}.partial`).on('error', fail);
      answer.on('data', (chunk: Buffer) => {
        hash.update(chunk);
        file.write(chunk);
        if (response.write(chunk)) return;
        answer.pause();
        response.once('drain', () => answer.resume());
      });
      answer.on('end', () => {
        if (hash.digest('hex') !== sha256) return fail(new Error(`${url} has another hash`));
        response.end();
        // After an error of the file it has been rejected already.
        file.end(() => rename(`${path}.partial`, path).then(resolve, reject));
      });
      answer.on('error', fail);
    });
    asked.on('error', fail).end();
  });

const began = performance.now();
await uv(
  ['compile', '--format', 'pylock.toml', '--only-binary', ':all:', '--index-url', indexUrl, '-o', lock, '-'],
  resolving,
  requirements,
);
const pins = pinsOfLock(await readFile(lock, 'utf8'), '', folder);
const wheels = new Map(
  pins.map(({ name, url, sha256 }) => {
    if (url === null || sha256 === null) throw new Error(`the lock does not tell all of ${name}`);
    return [basename(url), { url, sha256 }] as const;
  }),
);
const server = createServer(({ url = '' }, response) => {
  const wheel = wheels.get(basename(url));
  if (wheel !== undefined) {
    keeping.push(keep(wheel, response));
    return;
  }
  const links = [...wheels].map(([name, { sha256 }]) => `<a href="${name}#sha256=${sha256}">wheel</a>`);
  response.writeHead(200, { 'content-type': 'text/html' }).end(`<!DOCTYPE html>${links.join('')}`);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
for (const name of await readdir(resolving))
  if (name.startsWith('interpreter-')) await cp(join(resolving, name), join(unpacking, name), { recursive: true });
const { port } = server.address() as AddressInfo;
await uv(
  [
    ...['install', '--no-index', '--no-deps', '--require-hashes', '--find-links', `http://127.0.0.1:${port}/`],
    ...['--prefix', join(folder, 'staging'), '-r', '-'],
  ],
  unpacking,
  [...wheels].map(([name, { sha256 }]) => `${name.split('-').slice(0, 2).join('==')} --hash=sha256:${sha256}`),
);
await Promise.all(keeping);
const took = performance.now() - began;
if (keeping.length === 0 || keeping.length !== wheels.size) throw new Error('not every wheel was asked for once');
process.stdout.write(`${took}\n`);
process.exit();
