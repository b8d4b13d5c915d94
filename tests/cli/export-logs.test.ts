import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { homeIn, runCli, strangerIn, temporaryFolder } from '../support/cli.ts';
import { startLocalIndex } from '../support/local-index.ts';
import { stackManifest, stackWheels } from '../support/stack.ts';
import { zipContent } from '../support/zip-content.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 240_000 });

const hfToken = `hf_${'aB3d'.repeat(9).slice(0, 34)}`;
const githubToken = `ghp_${'aB3d'.repeat(9)}`;
const openAiKey = `sk-${'aB3d'.repeat(12)}`;
const planted = [
  ...['Jörg', 'J%C3%B6rg', String.raw`J\u00f6rg`, String.raw`J\xf6rg`, 'Jörg'.normalize('NFD'), 'JÖRG', 'Müller'],
  ...['jplanted', 'planted-host', 'S3cretOf', hfToken, githubToken, openAiKey, 'planted.mail@', 'planted.mail%40'],
];

/** Somebody's computer with the runs of a real repair, and of one by hand that has everything in every form. */
const computer = async () => {
  const folder = await temporaryFolder();
  const user = join(folder, 'Jörg Müller');
  await mkdir(user);
  const [home, environment, manifest] = [await homeIn(user), join(user, 'mein env'), join(user, 'manifest.json')];
  await writeFile(join(user, '.netrc'), 'machine x.example login bob password S3cretOfNetrc\n', { mode: 0o600 });
  const env = {
    SMART_INSTALLER_HOME: home,
    HOME: user,
    USERPROFILE: user,
    USER: 'jplanted',
    HOSTNAME: 'planted-host',
    HF_TOKEN: hfToken,
    HTTPS_PROXY: 'http://ann:S3cretOfProxy@127.0.0.1:9',
    UV_INDEX_CORP_PASSWORD: 'S3cretOfVariable',
  };
  await writeFile(manifest, JSON.stringify({ ...stackManifest, retry: { attempts: 1, waitSeconds: [0] } }));
  const cli = (...args: string[]) => runCli(args, { env });
  return { folder, user, home, environment, manifest, env, cli };
};

const printed = (...texts: string[]): string =>
  `${JSON.stringify({ seq: 2, run: 'r', at: 2, type: 'lines', step: null, lines: texts.map((text) => ({ at: 2, level: 'output', text })) })}\n`;

describe('smart-installer export-logs', () => {
  it('writes what helps and nothing that is private, after a real run and one by hand', async () => {
    const { user, home, environment, manifest, cli } = await computer();
    const index = await startLocalIndex(stackWheels(), { credentials: 'joe:S3cretOfIndex' });
    try {
      const repair = ['repair', '--env', environment, '--manifest', manifest, '--index-url', index.urlWithCredentials];
      expect(await cli(...repair)).toMatchObject({ code: 0 });
      index.fail({ match: /./, kind: 'status', status: 500, times: 1000 });
      expect(await cli(...repair, '--rebuild')).toMatchObject({ code: 1 });
    } finally {
      await index.stop();
    }
    const byHand = join(home, 'data/runs/20990101T000000000-00000000');
    await mkdir(byHand);
    const started = JSON.stringify({
      ...{
        seq: 1,
        run: 'r',
        at: 1,
        type: 'run-started',
        verb: 'repair',
        environment,
        manifest: { name: 'm', title: 'M' },
      },
      ...{ profile: 'full', options: {}, version: '1', pid: 1, journal: null, dryRun: false },
    });
    const text = printed(
      `kept: ${user}/x ${encodeURI(user)} ${encodeURIComponent(user)} ${JSON.stringify(JSON.stringify(user))} ${user.toUpperCase()}`,
      user.replaceAll('ö', String.raw`\u00f6`).replaceAll('ü', String.raw`\xfc`),
      `${user.normalize('NFD')} ${user.replaceAll('/', '\\\\')} broken at ${user.slice(0, -3)}`,
      `${user.slice(-3)}/x`,
      `jplanted@planted-host JPLANTED Planted-Host ${hostname()}`,
      `HF_TOKEN=S3cretOfLine Authorization: Basic S3cretOfHeader ${githubToken} ${openAiKey} ${hfToken}`,
      'planted.mail@mail.example planted.mail%40mail.example https://a:S3cretOfUrl@x.example/ https%3A%2F%2Fa%3AS3cretOfUrl%40x.example',
      'machine y.example login b password S3cretOfMachine',
      'S3cretOfProxy S3cretOfVariable S3cretOfNetrc',
      'Netrc kept at the end',
    );
    await writeFile(join(byHand, 'journal.ndjson'), `${started}\n${text}${text.slice(0, -30)}`);
    await mkdir(join(home, 'log'), { recursive: true });
    await writeFile(join(home, 'log/window.log'), `kept: planted.mail@mail.example in ${user}\n`);

    const out = join(user, 'lögs.zip');
    const ended = await cli('export-logs', '--out', out, '--env', environment);
    expect(ended, ended.stderr).toMatchObject({ code: 0, stderr: '' });
    const content = await zipContent(out);
    const names = Object.keys(content);
    const runs = (await readdir(join(home, 'data/runs'))).sort().reverse();
    expect(runs).toHaveLength(3);
    expect(names.slice(0, 5)).toEqual(['README.txt', 'versions.json', 'machine.json', 'findings.json', 'packages.txt']);
    expect(names.slice(5)).toEqual([
      `runs/${runs[0]}/journal.ndjson`,
      ...['journal.ndjson', 'manifest.json'].map((name) => `runs/${runs[1]}/${name}`),
      ...['journal.ndjson', 'pylock.toml', 'manifest.json'].map((name) => `runs/${runs[2]}/${name}`),
      'window/window.log',
    ]);
    // A container's host may have a name that is a word of every log.
    for (const [name, whole] of Object.entries(content))
      for (const secret of [...planted, hostname()])
        if (secret.length > 4) expect(whole.replaceAll('\n', ''), `${secret} in ${name}`).not.toContain(secret);
    // What helps is there.
    expect(content['README.txt']).toContain(names.at(-1));
    expect(content['packages.txt']).toContain('standin-alpha==1.1.0\n');
    expect(JSON.parse(content['versions.json'] ?? '')).toMatchObject({ node: process.versions.node });
    expect(JSON.parse(content['machine.json'] ?? '')).toMatchObject({ platform: process.platform });
    expect(JSON.parse(content[`runs/${runs[2]}/manifest.json`] ?? '')).toMatchObject({ name: 'stand-in' });
    expect(content[`runs/${runs[2]}/pylock.toml`]).toContain('standin-gamma');
    const failed = content[`runs/${runs[1]}/journal.ndjson`] ?? '';
    expect(JSON.parse(failed.split('\n')[0] ?? '')).toMatchObject({ type: 'run-started', environment: '~/mein env' });
    expect(failed).toContain('"type":"run-finished"');
    expect(failed).toContain('index-unreachable');
    expect(content[`runs/${runs[0]}/journal.ndjson`]).toContain('kept at the end');
    expect(content['window/window.log']).toBe('kept: <e-mail> in ~\n');
  });

  it('refuses in one sentence, with one thing to do, and leaves what was there', async () => {
    const { folder, environment, cli } = await computer();
    const out = join(folder, 'logs.zip');
    const refused = async (code: number, says: RegExp, ...args: string[]): Promise<void> => {
      const ended = await cli('export-logs', ...args);
      expect(ended, ended.stderr).toMatchObject({ code, stdout: '' });
      expect(ended.stderr).toMatch(says);
      expect(ended.stderr.trim().split('\n')).toEqual([expect.anything(), expect.stringMatching(/^What to do: /)]);
    };
    await refused(2, /needs --out/);
    await refused(2, /there is no folder/, '--out', join(folder, 'none/logs.zip'));
    await refused(2, /is a folder/, '--out', folder);
    await refused(1, /no logs yet/, '--out', out);
    await cli('diagnose', '--env', environment);
    await refused(1, /no logs of a run on/, '--out', out, '--env', join(folder, 'other'));
    await writeFile(out, 'older');
    expect(await cli('export-logs', '--out', out)).toMatchObject({ code: 0 });
    expect((await readFile(out)).subarray(0, 2).toString()).toBe('PK');
    expect((await readdir(folder)).sort()).toEqual(['Jörg Müller', 'logs.zip']);
  });

  it('says that the account may not write there', async (context) => {
    if (process.platform === 'win32') context.skip('modes say nothing about permission on Windows');
    const folder = await temporaryFolder();
    const as = process.getuid?.() === 0 ? await strangerIn(await temporaryFolder()) : undefined;
    const options = as === undefined ? {} : { as, cwd: '/' };
    await runCli(['diagnose', '--env', join(folder, 'env')], options);
    await chmod(folder, 0o555);
    const ended = await runCli(['export-logs', '--out', join(folder, 'logs.zip')], options);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/may not change .*logs\.zip/);
    expect(await readdir(folder)).toEqual([]);
  });
});
