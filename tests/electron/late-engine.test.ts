import { describe, expect, test, vi } from 'vitest';
import type { RunRequest } from '../../electron/engine/run-request.ts';
import { createLateEngine } from '../../electron/late-engine.ts';
import { manifestSchema } from '../../shared/manifest.ts';
import llm from '../../shared/manifests/llm.json' with { type: 'json' };
import { engineDouble } from '../support/engine-double.ts';
import { runStarted } from '../support/recorded-run.ts';

const request: RunRequest = {
  verb: 'detect',
  environment: null,
  manifest: manifestSchema.parse(llm),
  profile: 'full',
  accelerator: 'auto',
  backend: 'auto',
  python: null,
  index: { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false },
  rebuild: false,
  dryRun: false,
  deep: false,
  endHolders: false,
  asks: true,
  buildFromSource: [],
};

describe('an engine that is loaded late', () => {
  test('has run nothing before, and is loaded once however often it is asked for', async () => {
    const open = vi.fn(async () => engineDouble([]));
    const { engine, load } = createLateEngine(open);
    expect(engine.state()).toBeNull();
    expect(engine.cancel('r1')).toEqual({ ok: false, failure: { code: 'no-such-run', run: 'r1' } });
    await engine.idle();
    expect(open).not.toHaveBeenCalled();
    expect(await load()).toBe(await load());
    expect(open).toHaveBeenCalledOnce();
  });

  test('tells its events to those who listened before, until they stop', async () => {
    const { engine, load } = createLateEngine(async () => engineDouble([runStarted()]));
    const heard: string[] = [];
    const stopped = vi.fn();
    engine.subscribe((events) => heard.push(...events.map(({ type }) => type)));
    engine.subscribe(stopped)();
    await load();
    expect(engine.start(request).ok).toBe(true);
    await engine.idle();
    expect(heard).toEqual(['run-started']);
    expect(stopped).not.toHaveBeenCalled();
  });
});
