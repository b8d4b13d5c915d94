import { chmod, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventOf } from '../../shared/events.ts';
import { pythonIn, repository } from '../support/cli.ts';
import { damagedEnvironment, type Ran } from '../support/damaged-environment.ts';
import { testHome, testPython } from '../support/python.ts';
import { isRunning, startPrograms } from '../support/started.ts';
import { hasTerminal, inTerminal } from '../support/terminal.ts';
import { treeOf } from '../support/tree.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const environment = damagedEnvironment();
const started = startPrograms();
/** Native code of a package that lacks another file: it has to be replaced. */
let held: string;
beforeEach(async (context) => {
  if (process.platform !== 'linux')
    context.skip('reads /proc; elsewhere tests/electron/engine/tools/holders and docs/windows.md');
  const folder = join(environment.site(), 'zoo_native');
  const [name = ''] = (await readdir(folder)).filter((one) => one.endsWith('.so'));
  held = join(folder, name);
  await rm(join(environment.site(), 'zoo_native.libs/libzoo-1.so'));
});
afterEach(started.end);

/** The environment's own Python holds the file, as an application does that is still open. */
const application = (how: 'mapped' | 'deaf' = 'mapped'): Promise<number> =>
  started.holding(held, how, { program: pythonIn(environment.root()) });

const found = ({ events }: Ran): EventOf<'holder-found'>[] =>
  events.flatMap((event) => (event.type === 'holder-found' ? [event] : []));
const answers = ({ events }: Ran) =>
  events.flatMap((event) => (event.type === 'holder-answered' ? [`${event.answer} by ${event.by}`] : []));
const endings = ({ events }: Ran) =>
  events.flatMap((event) => (event.type === 'holder-ended' ? [`${event.holder.pid} ${event.how}`] : []));

const expectMended = async (): Promise<void> => {
  const { code, state } = await environment.diagnose('--deep');
  expect({ code, findings: state.findings }).toEqual({ code: 0, findings: [] });
  await environment.canaries().expectUnharmed();
};

describe('a program that uses files of the environment', () => {
  it('is named with pid, program and files; without a terminal they are moved aside, and it goes on', async () => {
    const pid = await application();
    const ran = await environment.repair();
    expect(ran.code).toBe(0);
    const [question] = found(ran);
    expect(question?.holders).toEqual([
      expect.objectContaining({
        pid,
        kind: 'environment',
        why: null,
        files: [held],
        name: expect.stringMatching(/^python/),
      }),
    ]);
    expect(question?.holders[0]?.startedAt).toBeGreaterThan(Date.now() - 60_000);
    expect(answers(ran)).toEqual(['move-aside by default']);
    expect(await isRunning(pid)).toBe(true);
    await expectMended();
  });

  it('is ended with --end-holders, asked first, and the run goes on', async () => {
    const pid = await application();
    const ran = await environment.repair('--end-holders');
    expect(ran.code).toBe(0);
    expect(answers(ran)).toEqual(['end by option']);
    expect(endings(ran)).toEqual([`${pid} ended`]);
    expect(await isRunning(pid)).toBe(false);
    await expectMended();
  });

  it('is ended also where it does not listen', async () => {
    const pid = await application('deaf');
    const ran = await environment.repair('--end-holders');
    expect(endings(ran)).toEqual([`${pid} ended`]);
    expect(await isRunning(pid)).toBe(false);
    await expectMended();
  });

  it('of somebody else is never ended, whatever was allowed', async (context) => {
    if (process.getuid?.() !== 0) context.skip('only root can start a program as another user');
    await chmod(environment.folder(), 0o755);
    const pid = await started.alone('/bin/sleep', ['60'], { uid: 65_534, cwd: dirname(held) });
    const ran = await environment.repair('--end-holders');
    expect(ran.code).toBe(0);
    expect(await isRunning(pid)).toBe(true);
    expect([found(ran), endings(ran)]).toEqual([[], []]);
    await expectMended();
  });

  it('that is no part of the environment is not ended by an option that is about the environment’s', async () => {
    const pid = await started.alone('/usr/bin/tail', ['-f', held]);
    const ran = await environment.repair('--end-holders');
    expect(ran.code).toBe(0);
    expect(found(ran)[0]?.holders).toEqual([expect.objectContaining({ pid, kind: 'user' })]);
    expect(answers(ran)).toEqual(['move-aside by default']);
    expect(await isRunning(pid)).toBe(true);
    await expectMended();
  });

  it('of another package is nobody’s business', async () => {
    const other = join(environment.site(), 'zoo_alpha/__init__.py');
    const pid = await started.holding(other, 'open', { program: pythonIn(environment.root()) });
    const ran = await environment.repair('--end-holders');
    expect([ran.code, found(ran)]).toEqual([0, []]);
    expect(await isRunning(pid)).toBe(true);
  });
});

describe('on a terminal', () => {
  const repair = (presses: [string, string][]) =>
    inTerminal(
      {
        file: process.execPath,
        args: [
          join(repository, 'dist/cli.cjs'),
          ...['repair', '--env', environment.root(), '--manifest', join(environment.folder(), 'manifest.json')],
          ...['--index-url', environment.index().url, '--python', testPython() ?? ''],
        ],
        cwd: repository,
        presses,
        env: { SMART_INSTALLER_HOME: testHome, ...environment.variables },
      },
      90,
    );
  beforeEach((context) => {
    if (!hasTerminal()) context.skip('needs python3 and its pty module');
  });

  it('it is ended with the user’s word alone, and the same step goes on', async () => {
    const pid = await application();
    const { drawn, code } = await repair([['e = End program', 'e']]);
    expect(code, drawn).toBe(0);
    expect(drawn).toContain(`process ${pid}`);
    expect(await isRunning(pid)).toBe(false);
    await expectMended();
  });

  it('Stop leaves the environment as it was, and the program running', async () => {
    const pid = await application();
    const before = await treeOf(environment.root());
    const { drawn, code } = await repair([['s = Stop', 's']]);
    expect(code, drawn).toBe(130);
    expect(await isRunning(pid)).toBe(true);
    const after = await treeOf(environment.root());
    for (const [path, what] of Object.entries(before))
      if (!what.startsWith('folder')) expect(after[path], path).toBe(what);
    expect(Object.keys(after).filter((path) => !(path in before))).toEqual([]);
    await environment.canaries().expectUnharmed();
  });
});
