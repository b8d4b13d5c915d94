import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failing } from '../../electron/engine/failing.ts';
import { acceleratorsOf } from '../../electron/settings/accelerators.ts';
import { inputs } from '../../shared/contract.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import { failureSchema } from '../../shared/failure.ts';
import llm from '../../shared/manifests/llm.json' with { type: 'json' };
import { home, manifest, prepare } from '../support/prepared-answer.ts';

const refusal = async (call: string, raw: unknown): Promise<string[]> => {
  const { answer, engine, asked } = await prepare();
  const result = await answer(call, raw);
  if (result.ok || result.failure.code !== 'call-invalid')
    throw new Error(`it was answered: ${JSON.stringify(result)}`);
  expect(failureSchema.parse(result.failure)).toEqual(result.failure);
  expect([engine.requests, engine.calls, asked]).toEqual([[], [], []]);
  return result.failure.problems;
};

describe('an answer', () => {
  it('to snapshot is all that a new view needs', async () => {
    const { answer } = await prepare();
    const result = await answer('snapshot', {});
    expect(result).toEqual({
      ok: true,
      value: {
        version: '0.1.0',
        host: 'page',
        language: 'en',
        environment: home,
        manifest: {
          name: 'llm',
          title: 'Local AI stack',
          profiles: ['full', 'core'],
          accelerators: acceleratorsOf(manifest),
        },
        settings: { values: defaultSettings, given: [], troubles: [] },
        launch: null,
        opensOn: 'environment',
        run: null,
      },
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('to snapshot names the program of the manifest, and never its command', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'answer-'));
    const own = join(folder, 'manifest.json');
    await writeFile(own, JSON.stringify({ ...llm, launch: { module: 'assistant', arguments: ['--secret'] } }));
    const { answer } = await prepare({}, { given: { environment: null, manifest: own }, opensOn: 'launch' });
    const result = await answer('snapshot', {});
    await rm(folder, { recursive: true });
    expect(result).toMatchObject({ ok: true, value: { launch: { title: 'Local AI stack' }, opensOn: 'launch' } });
    expect(JSON.stringify(result)).not.toContain('--secret');
  });

  it('to start launches the program of the manifest and no other', async () => {
    const { answer, engine } = await prepare();
    expect(await answer('start', { verb: 'launch', environment: home })).toMatchObject({ ok: true });
    expect(engine.requests).toMatchObject([{ verb: 'launch', manifest }]);
    for (const more of [{ command: ['sh'] }, { module: 'x' }, { launch: { module: 'x' } }, { manifest: {} }])
      expect(await refusal('start', { verb: 'launch', environment: home, ...more })).toHaveLength(1);
  });

  it('to start begins a run with safe defaults, and the view chooses nothing of what is executed', async () => {
    const { answer, engine } = await prepare();
    expect(await answer('start', { verb: 'repair', environment: home })).toEqual({ ok: true, value: { run: 'r1' } });
    expect(engine.requests).toEqual([
      {
        verb: 'repair',
        environment: home,
        manifest,
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
      },
    ]);
    engine.cancel('r1');
  });

  it('to start hands on what a view may choose, with the path normalised', async () => {
    const { answer, engine } = await prepare();
    await answer('start', {
      verb: 'diagnose',
      environment: `${home}/../env2/`,
      profile: 'core',
      accelerator: 'cpu',
      rebuild: true,
      dryRun: true,
      buildFromSource: ['Standin_Source'],
    });
    expect(engine.requests[0]).toMatchObject({
      verb: 'diagnose',
      environment: home.replace(/env$/, 'env2'),
      profile: 'core',
      accelerator: 'cpu',
      rebuild: true,
      dryRun: true,
      buildFromSource: ['Standin_Source'],
    });
    engine.cancel('r1');
  });

  it('to a second start is the engine’s refusal', async () => {
    const { answer, engine } = await prepare();
    await answer('start', { verb: 'repair', environment: home });
    expect(await answer('start', { verb: 'repair', environment: home })).toEqual({
      ok: false,
      failure: { code: 'run-in-progress', run: 'r1' },
    });
    engine.cancel('r1');
  });

  it('to cancel and retry-now reaches the run', async () => {
    const { answer, engine } = await prepare();
    await answer('start', { verb: 'repair', environment: home });
    expect(await answer('retry-now', { run: 'r1', wait: 'w1' })).toEqual({ ok: true, value: null });
    expect(await answer('cancel', { run: 'r1' })).toEqual({ ok: true, value: null });
    expect(await answer('cancel', { run: 'other' })).toEqual({
      ok: false,
      failure: { code: 'no-such-run', run: 'other' },
    });
    expect(engine.calls).toEqual(['retry r1 w1', 'cancel r1', 'cancel other']);
    await engine.idle();
  });

  it('to choose-folder is what the host’s dialog said', async () => {
    const { answer, asked } = await prepare();
    expect(await answer('choose-folder', { start: '/home' })).toEqual({ ok: true, value: { folder: '/chosen' } });
    expect(await answer('choose-folder', {})).toEqual({ ok: true, value: { folder: '/chosen' } });
    expect(asked).toEqual([
      ['/home', 'environment'],
      [undefined, 'environment'],
    ]);
  });

  it.each([['mend'], [''], ['__proto__'], ['constructor'], ['toString'], ['Snapshot'], ['x'.repeat(10_000)]])(
    'to a call that does not exist (%.20s) is a refusal',
    async (call) => {
      expect(await refusal(call, {})).toEqual(['there is no such call']);
    },
  );

  it.each(Object.keys(inputs))('to %s without, with wrong or with too much input is a refusal', async (call) => {
    for (const raw of [undefined, null, 'text', 7, [], () => 1, { extra: true }, { __proto__: null, run: 7 }])
      expect((await refusal(call, raw)).length).toBeGreaterThan(0);
  });

  it.each<[string, object, RegExp]>([
    ['another verb', { verb: 'mend' }, /^verb: /],
    ['no folder', { environment: '' }, /^environment: /],
    ['a folder that is no text', { environment: ['/x'] }, /^environment: /],
    ['a relative folder', { environment: 'env' }, /^environment: must be a whole path/],
    ['a folder above', { environment: '../env' }, /^environment: must be a whole path/],
    ['a home folder by its sign', { environment: '~/env' }, /^environment: begins with ~/],
    ['a home folder alone', { environment: '~' }, /^environment: begins with ~/],
    ['a NUL', { environment: `${home}\0` }, /^environment: must not hold a NUL/],
    ['an endless folder', { environment: `/${'x'.repeat(5000)}` }, /^environment: /],
    ['spaces for a folder', { environment: '   ' }, /^environment: must not be empty/],
    ['an empty profile', { profile: '' }, /^profile: /],
    ['a truthy flag', { rebuild: 'yes' }, /^rebuild: /],
    ['an interpreter', { python: '/tmp/evil' }, /"python"/],
    ['an index', { indexUrl: 'https://evil.example' }, /"indexUrl"/],
    ['a manifest', { manifest: { layers: [] } }, /"manifest"/],
    [
      'a yes to what is no package',
      { buildFromSource: ['a --index-url http://evil.example'] },
      /^buildFromSource\.0: /,
    ],
    ['a yes to everything', { buildFromSource: ':all:' }, /^buildFromSource: /],
    ['the ending of programs', { endHolders: true }, /"endHolders"/],
  ])('to start with %s is a refusal', async (_, more, problem) => {
    const problems = await refusal('start', { verb: 'repair', environment: home, ...more });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  const asked = { run: 'r1', filter: { step: null, level: 'all' }, search: '', from: 0 };
  it.each<[string, object, RegExp]>([
    ['log-lines', { ...asked, run: '../other', count: 1 }, /^run: /],
    ['log-lines', { ...asked, run: '/etc/passwd', count: 1 }, /^run: /],
    ['log-lines', { ...asked, run: '..', count: 1 }, /^run: /],
    ['log-lines', { ...asked, count: 501 }, /^count: /],
    ['log-lines', { ...asked, from: -1, count: 1 }, /^from: /],
    ['log-lines', { ...asked, from: 0.5, count: 1 }, /^from: /],
    ['log-lines', { ...asked, search: 'x'.repeat(201), count: 1 }, /^search: /],
    ['log-lines', { ...asked, filter: { step: null, level: 'loud' }, count: 1 }, /^filter.level: /],
    ['log-find', { ...asked, backwards: 'yes' }, /^backwards: /],
    ['export-logs', { run: null, out: '/etc/passwd' }, /"out"/],
    ['export-preview', { run: 'a/b' }, /^run: /],
  ])('to %s with %j is a refusal', async (call, input, problem) => {
    expect((await refusal(call, input))[0]).toMatch(problem);
  });

  it('to a question about a log is what the engine knows of it', async () => {
    const { answer, engine } = await prepare();
    expect(await answer('log-lines', { ...asked, count: 500 })).toMatchObject({ ok: true, value: { from: 0 } });
    expect(await answer('log-runs', {})).toMatchObject({ ok: true, value: { runs: [{ run: 'r1' }] } });
    expect(engine.calls).toEqual(['lines of r1']);
  });

  it('to what an engine throws is a failure, without secrets', async () => {
    const thrown = async (error: unknown) =>
      (
        await prepare({
          start: () => {
            throw error;
          },
        })
      ).answer('start', { verb: 'repair', environment: home });
    expect(await thrown(new Error('no https://ada:s3cret@index.example'))).toEqual({
      ok: false,
      failure: { code: 'bug', message: 'no https://***@index.example', journal: null },
    });
    expect(await thrown('text')).toEqual({ ok: false, failure: { code: 'bug', message: 'text', journal: null } });
    expect(await thrown(new Failing({ code: 'disk-full', path: '/' }))).toEqual({
      ok: false,
      failure: { code: 'disk-full', path: '/' },
    });
  });
});
