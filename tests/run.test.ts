import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** What `npm test` says and exits with, on small suites in a folder of their own. */
const repository = path.resolve(import.meta.dirname, '..');

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'run-')));
  mkdirSync(path.join(folder, 'tests'));
  for (const file of [
    'tests/run.mjs',
    'tests/support/without-shims.ts',
    'tests/support/longest-first.ts',
    'build/check.mjs',
    'vitest.config.ts',
  ])
    cpSync(path.join(repository, file), path.join(folder, file));
  // What the suites of the product need, these do not.
  writeFileSync(path.join(folder, 'build/test-setup.mjs'), '');
  symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a suite with `body`; the last line and the exit code. */
const run = (body: string, filter = 'sample') => {
  const head = "import { beforeAll, describe, expect, test } from 'vitest';\n";
  writeFileSync(path.join(folder, 'tests/sample.test.ts'), head + body);
  const { status, stdout } = spawnSync(process.execPath, ['tests/run.mjs', filter], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, last: stdout.split('\n').at(-2) };
};

test('all good: the sum as the last line, and 0', () => {
  expect(run("test('a', () => expect(1).toBe(1));")).toMatchObject({
    status: 0,
    last: '1 passed, 0 failed, 0 skipped',
  });
});

test('a skipped test is named with its reason', () => {
  const { status, stdout, last } = run("test('a', () => {});\ntest('b', (context) => context.skip('no such device'));");
  expect(stdout).toContain('tests/sample.test.ts > b: no such device\n');
  expect({ status, last }).toEqual({ status: 0, last: '1 passed, 0 failed, 1 skipped' });
});

test.each([
  ['a failed test', "test('a', () => expect(1).toBe(2));", '0 passed, 1 failed, 0 skipped'],
  ['a file that cannot be loaded', "import './missing.ts';", '0 passed, 1 failed, 0 skipped'],
  [
    'a failed hook',
    "describe('s', () => { beforeAll(() => { throw new Error('no'); }); test('a', () => {}); });",
    '0 passed, 1 failed, 1 skipped',
  ],
  [
    'an error outside of any test',
    "test('a', async () => { setTimeout(() => { throw new Error('stray'); }); await new Promise((r) => setTimeout(r, 50)); });",
    '1 passed, 1 failed, 0 skipped',
  ],
])('%s counts as failed, and 1', (_, body, last) => {
  expect(run(body)).toMatchObject({ status: 1, last });
});

test('no test at all is a failure', () => {
  expect(run("test('a', () => {});", 'nothing-of-that-name')).toMatchObject({
    status: 1,
    last: '0 passed, 0 failed, 0 skipped',
  });
});
