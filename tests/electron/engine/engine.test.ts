import { expect, it, onTestFinished, vi } from 'vitest';
import { runRequest } from '../../../electron/cli/run-request.ts';
import { createTools } from '../../../electron/engine/create-tools.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import type { RunRequest } from '../../../electron/engine/run-request.ts';
import type { Event } from '../../../shared/events.ts';
import { temporaryFolder } from '../../support/cli.ts';

vi.setConfig({ testTimeout: 60_000 });

const detection = async (): Promise<RunRequest> => {
  const asked = await runRequest({ verb: 'detect', json: false });
  if (!asked.ok) throw new Error(asked.failure.code);
  return asked.value;
};

/** An engine whose journals stand still when they are closed until `goOn`, as on a disk with much to do. */
const slowEngine = async () => {
  vi.stubEnv('SMART_INSTALLER_HOME', await temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const tools = createTools({ resourcesFolder: null });
  let goOn = (): void => undefined;
  const written = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const engine = createEngine({
    version: '1.2.3',
    tools: {
      ...tools,
      journals: {
        ...tools.journals,
        open: async (run) => {
          const journal = await tools.journals.open(run);
          return { ...journal, close: () => written.then(journal.close) };
        },
      },
    },
  });
  const events: Event[] = [];
  engine.subscribe((more) => void events.push(...more));
  const hasEnded = (run: string) => events.some((event) => event.run === run && event.type === 'run-finished');
  return { engine, goOn, events, hasEnded };
};

it('may be asked for the next run as soon as the end of one was told, while its journal is on its way to the disk', async () => {
  const { engine, goOn, events, hasEnded } = await slowEngine();
  const request = await detection();
  const first = engine.start(request);
  if (!first.ok) throw new Error(first.failure.code);
  expect(engine.start(request)).toEqual({ ok: false, failure: { code: 'run-in-progress', run: first.value.run } });
  await vi.waitUntil(() => hasEnded(first.value.run), { timeout: 30_000 });
  const second = engine.start(request);
  if (!second.ok) throw new Error(second.failure.code);
  expect(second.value.run).not.toBe(first.value.run);
  // One at a time, and what is shown is the last one until the next begins.
  expect(engine.start(request)).toMatchObject({ ok: false, failure: { run: second.value.run } });
  expect(engine.state()?.run).toBe(first.value.run);
  expect(events.some(({ run }) => run === second.value.run)).toBe(false);
  goOn();
  await engine.idle();
  expect(hasEnded(second.value.run)).toBe(true);
  expect(engine.state()?.run).toBe(second.value.run);
});
