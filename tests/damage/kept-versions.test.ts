import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestSchema } from '../../shared/manifest.ts';
import { damagedEnvironment, unpackWheel } from '../support/damaged-environment.ts';
import { describeOnLinux } from '../support/platform-tests.ts';
import { buildWheel, type Wheel } from '../support/wheel.ts';

/** kv-web needs kv-cert and kv-url, of which no layer tells. */
const manifest = manifestSchema.parse({
  schemaVersion: 1,
  name: 'kept',
  title: 'Kept',
  python: '>=3.8',
  remove: [],
  retry: { attempts: 1, waitSeconds: [0] },
  layers: [
    {
      id: 'core',
      title: 'Core',
      requirements: ['kv-num', 'kv-web>=2', 'kv-six'],
      checks: ['kv_num', 'kv_web'].map((module) => ({ kind: 'import', module })),
    },
  ],
});

const web = (version: string, url: string): Wheel =>
  buildWheel({
    name: 'kv-web',
    version,
    requires: ['kv-cert', url],
    modules: { kv_web: 'import kv_cert.core, kv_url.retry\n' },
    files: { 'kv_web/api.py': '' },
  });

const wheels = (): Wheel[] => [
  ...['1.0', '2.0'].map((version) => buildWheel({ name: 'kv-num', version })),
  web('1.0', 'kv-url'),
  web('2.0', 'kv-url>=2'),
  ...['1.0', '2.0', '3.0'].flatMap((version) => [
    buildWheel({ name: 'kv-url', version, files: { 'kv_url/retry.py': '' } }),
    buildWheel({ name: 'kv-cert', version, files: { 'kv_cert/core.py': '' } }),
  ]),
  ...['1.0', '2.0'].map((version) => buildWheel({ name: 'kv-six', version })),
  buildWheel({ name: 'kv-sci', version: '1.0', requires: ['kv-num<1'] }),
  buildWheel({ name: 'kv-other', version: '1.0', files: { 'kv_other/more.py': '' } }),
];

/** Brings a package that no index has, as its own build leaves it. */
const homemade = (name: string, version: string): Wheel =>
  buildWheel({ name, version, files: { [`${name.replaceAll('-', '_')}/more.py`]: '' } });

describeOnLinux('a repair keeps what it is not about', () => {
  const environment = damagedEnvironment({ manifest, wheels });
  const at = (path: string): string => join(environment.site(), path);
  /** name==version of the stand-ins that are installed. */
  const installed = async (): Promise<string[]> =>
    (await readdir(environment.site())).flatMap((name) =>
      name.startsWith('kv_') && name.endsWith('.dist-info') ? [name.slice(0, -'.dist-info'.length)] : [],
    );
  /** Repairs on the first plan, and returns the events. */
  const repaired = async () => {
    const { code, state, events } = await environment.repair();
    expect(code, JSON.stringify(state.outcome)).toBe(0);
    expect(events.filter(({ type }) => type === 'rung-failed')).toEqual([]);
    return { state, events };
  };
  const notes = (events: Awaited<ReturnType<typeof repaired>>['events'], note: string): string[] =>
    events.flatMap((event) => (event.type === 'step-noted' && event.note === note ? [event.detail] : []));

  test('a healthy version that a package beside the stack does not like', async () => {
    await environment.install('kv-num==1.0', 'kv-sci');
    await rm(at('kv_web/api.py'));
    const before = await installed();
    const { state } = await repaired();
    expect(state.findings.map(({ code }) => code).sort()).toEqual(['dependency-conflict', 'files-missing']);
    expect(await installed()).toEqual(before);
    expect(state.outcome).toEqual({ kind: 'repaired', changed: ['kv-web'] });
  });

  test('a version that no index has, and all the others with it', async () => {
    await environment.install('kv-num==1.0');
    await environment.uninstall('kv-six');
    await unpackWheel(homemade('kv-six', '2.0.dev0'), environment.site());
    await rm(at('kv_web/api.py'));
    const before = await installed();
    const { state } = await repaired();
    expect(await installed()).toEqual(before);
    expect(before).toContain('kv_six-2.0.dev0');
    expect(state.outcome).toEqual({ kind: 'repaired', changed: ['kv-web'] });
  });

  test('a version that is none, which no installer can read', async () => {
    await mkdir(at('legacy-dev_abc.dist-info'));
    await writeFile(at('legacy-dev_abc.dist-info/METADATA'), 'Metadata-Version: 2.1\nName: legacy\nVersion: dev_abc\n');
    await writeFile(at('legacy-dev_abc.dist-info/RECORD'), 'legacy-dev_abc.dist-info/RECORD,,\n');
    await rm(at('kv_web/api.py'));
    const { state } = await repaired();
    expect(state.outcome).toEqual({ kind: 'repaired', changed: ['kv-web'] });
  });

  test('but what a new version needs comes along, and is said', async () => {
    await environment.install('kv-web==1.0', 'kv-url==1.0', 'kv-cert==1.0');
    const { state, events } = await repaired();
    expect(state.findings.map(({ code }) => code)).toEqual(['version-outside']);
    const now = await installed();
    expect(now).toContain('kv_web-2.0');
    expect(now).toContain('kv_cert-1.0');
    expect(now).not.toContain('kv_url-1.0');
    expect(notes(events, 'version-changed').join(' ')).toMatch(/kv-web 1\.0 → 2\.0.*kv-url 1\.0 → 3\.0/);
  });

  test('the needs of a package that cannot say any more what it needs are mended with it', async () => {
    await environment.install('kv-cert==1.0', 'kv-num==1.0');
    await writeFile(at('kv_web-2.0.dist-info/METADATA'), '');
    await rm(at('kv_cert/core.py'));
    await rm(at('kv_url/retry.py'));
    const before = await installed();
    const { state } = await repaired();
    expect(state.outcome).toMatchObject({ kind: 'repaired', changed: expect.not.arrayContaining(['kv-num']) });
    expect(state.steps.filter(({ status }) => status !== 'done')).toEqual([]);
    expect(await installed()).toEqual(before);
    const after = await environment.diagnose('--deep');
    expect({ code: after.code, findings: after.state.findings }).toEqual({ code: 0, findings: [] });
  });

  describe('damaged packages beside the stack that no index has', () => {
    test('keep no other one from being mended, are asked of no index where they are local, and are a notice afterwards', async () => {
      await environment.install('kv-other');
      await unpackWheel(homemade('kv-edit', '0.1'), environment.site());
      await unpackWheel(homemade('kv-private', '1.0'), environment.site());
      await writeFile(
        at('kv_edit-0.1.dist-info/direct_url.json'),
        '{"url":"file:///src","dir_info":{"editable":true}}',
      );
      for (const path of ['kv_other', 'kv_edit', 'kv_private']) await rm(at(`${path}/more.py`));
      const asked = environment.index().requests.length;
      expect((await environment.diagnose()).code).toBe(1);
      const { state, events } = await repaired();
      expect(state.outcome).toEqual({ kind: 'repaired', changed: ['kv-other'] });
      expect(notes(events, 'left-alone')).toEqual(['kv-edit 0.1, kv-private 1.0']);
      expect(events.at(-2)).toMatchObject({ type: 'step-noted' });
      const requests = environment.index().requests.slice(asked).join('\n');
      expect(requests).toContain('kv-private');
      expect(requests).not.toContain('kv-edit');
      const after = await environment.diagnose();
      expect(after.code).toBe(0);
      expect(notes(after.events, 'left-alone')).toEqual(['kv-edit, kv-private']);
    });

    test('are counted again when another version of them is damaged', async () => {
      await unpackWheel(homemade('kv-private', '1.0'), environment.site());
      await rm(at('kv_private/more.py'));
      await repaired();
      expect((await environment.diagnose()).code).toBe(0);
      await rm(at('kv_private-1.0.dist-info'), { recursive: true });
      await unpackWheel(homemade('kv-private', '1.1'), environment.site());
      await rm(join(dirname(at('kv_private/more.py')), 'more.py'));
      expect((await environment.diagnose()).code).toBe(1);
    });
  });
});
