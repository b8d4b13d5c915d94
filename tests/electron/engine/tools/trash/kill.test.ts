import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTrash } from '../../../../../electron/engine/tools/trash.ts';
import { contentOf } from './content.ts';

const trash = createTrash();
const signal = new AbortController().signal;
const source = new URL('../../../../../electron/engine/tools/trash.ts', import.meta.url).href;
/** In each folder. */
const files = 150;

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill ü '));
  root = join(folder, 'env');
  for (const part of parts) {
    await mkdir(join(root, 'lib', part), { recursive: true });
    for (let at = 0; at < files; at += 1) await writeFile(join(root, 'lib', part, `${at}.py`), `${part} ${at}`);
  }
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const parts = ['a', 'b', 'c/d'];
const filesLeft = (): number => {
  const inPart = (part: string): number => {
    try {
      return readdirSync(join(root, 'lib', part)).length;
    } catch {
      return 0;
    }
  };
  return parts.reduce((sum, part) => sum + inPart(part), 0);
};

/** Calls the trash in a process of its own and kills that as soon as `now` says so; how many files there are then. */
const kill = async (call: string, now: (left: number) => boolean): Promise<number> => {
  const script = `
    import { createTrash } from ${JSON.stringify(source)};
    const root = ${JSON.stringify(root)};
    const paths = ${JSON.stringify(parts)}.flatMap((part) => Array.from({ length: ${files} }, (_, at) => root + '/lib/' + part + '/' + at + '.py'));
    const signal = new AbortController().signal;
    ${call}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let running = true;
  const ended = once(child, 'close').then(() => {
    running = false;
  });
  while (running && !now(filesLeft())) await setImmediate();
  child.kill('SIGKILL');
  await ended;
  return filesLeft();
};

const move = "await createTrash().moveAside({ root, paths, run: 'run-1', signal });";
const putBack = "await createTrash().putBack(root, 'run-1');";

test('killed at any moment of moving aside and of putting back, the next putting back restores every byte', async (context) => {
  if (!('typescript' in process.features) || process.features.typescript === false)
    return context.skip('this Node runs no TypeScript');
  const before = await contentOf(root);
  const all = filesLeft();
  const seen: number[] = [];
  for (const share of [0.9, 0.5, 0.1, 0]) {
    seen.push(await kill(move, (left) => left <= all * share));
    seen.push(await kill(putBack, (left) => left >= all * (0.5 + share / 2)));
    await trash.putBack(root, 'run-1');
    await trash.empty(root, signal);
    expect(await contentOf(root)).toEqual(before);
  }
  // Or the kills came too early or too late to prove anything.
  expect(seen.filter((left) => left > 0 && left < all).length).toBeGreaterThan(3);
}, 120_000);
