import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseIndexes } from '../../../../electron/engine/tools/index-choice.ts';
import { readUserIndex } from '../../../../electron/engine/tools/user-index.ts';

const nobody = {
  defaultIndex: null,
  extraIndexes: [],
  findLinks: [],
  noIndex: false,
  trustedHosts: [],
  certificates: null,
  proxy: null,
};

/** A machine that has these files. */
const machine = (files: Record<string, string>, env: NodeJS.ProcessEnv = {}, platform: NodeJS.Platform = 'linux') =>
  readUserIndex({
    env,
    platform,
    home: platform === 'win32' ? 'C:\\Users\\me' : '/home/me',
    read: async (path) => files[path] ?? null,
  });

describe('readUserIndex', () => {
  it('says nothing where nobody has set anything', async () => {
    expect(await machine({})).toEqual({ index: nobody, problems: [] });
  });

  it('reads every key that decides where packages come from', async () => {
    const conf = [
      '# company',
      '[global]',
      'index-url = https://me:pw@index.example/simple',
      'extra-index-url =',
      '    https://one.example/simple',
      '    https://two.example/simple',
      'trusted-host: one.example two.example',
      'cert = /etc/company.pem',
      'proxy = http://proxy.example:3128',
      'find-links = /wheels',
      'no-index = false',
      'timeout = 60',
    ].join('\n');
    expect((await machine({ '/etc/pip.conf': conf })).index).toEqual({
      defaultIndex: 'https://me:pw@index.example/simple',
      extraIndexes: ['https://one.example/simple', 'https://two.example/simple'],
      trustedHosts: ['one.example', 'two.example'],
      certificates: '/etc/company.pem',
      proxy: 'http://proxy.example:3128',
      findLinks: ['/wheels'],
      noIndex: false,
    });
  });

  it('prefers [install] to [global], the user to the machine, variables to files', async () => {
    const files = {
      '/etc/pip.conf': '[global]\nindex-url=https://machine.example/\ncert=/machine.pem\n',
      '/home/me/.config/pip/pip.conf':
        '[global]\nindex-url=https://user.example/\n[install]\nindex-url=https://install.example/\n',
    };
    const { index } = await machine(files);
    expect(index).toMatchObject({ defaultIndex: 'https://install.example/', certificates: '/machine.pem' });
    const variables = await machine(files, { PIP_INDEX_URL: 'https://variable.example/', PIP_CERT: '' });
    expect(variables.index).toMatchObject({ defaultIndex: 'https://variable.example/', certificates: '/machine.pem' });
  });

  it('looks in the places of each system', async () => {
    const conf = (name: string) => `[global]\nindex-url=https://${name}.example/\n`;
    const places: [NodeJS.Platform, string, NodeJS.ProcessEnv][] = [
      ['linux', '/home/me/.pip/pip.conf', {}],
      ['linux', '/config/pip/pip.conf', { XDG_CONFIG_HOME: '/config' }],
      ['linux', '/etc/xdg/pip/pip.conf', {}],
      ['linux', '/venv/pip.conf', { VIRTUAL_ENV: '/venv' }],
      ['linux', '/my.conf', { PIP_CONFIG_FILE: '/my.conf' }],
      ['darwin', '/home/me/Library/Application Support/pip/pip.conf', {}],
      ['darwin', '/Library/Application Support/pip/pip.conf', {}],
      ['win32', 'C:\\Roaming\\pip\\pip.ini', { APPDATA: 'C:\\Roaming' }],
      ['win32', 'C:\\Users\\me\\pip\\pip.ini', {}],
      ['win32', 'C:\\ProgramData\\pip\\pip.ini', {}],
    ];
    for (const [platform, path, env] of places)
      expect((await machine({ [path]: conf('here') }, env, platform)).index.defaultIndex, path).toBe(
        'https://here.example/',
      );
  });

  it("reads no pip file at all where PIP_CONFIG_FILE says so, and not the user's where it names another", async () => {
    const files = {
      '/home/me/.config/pip/pip.conf': '[global]\nindex-url=https://user.example/\n',
      '/my.conf': '[global]\ncert=/c\n',
    };
    expect((await machine(files, { PIP_CONFIG_FILE: '/dev/null' })).index.defaultIndex).toBeNull();
    expect((await machine(files, { PIP_CONFIG_FILE: '/my.conf' })).index.defaultIndex).toBeNull();
  });

  it("reads uv's variables and files, before pip's of the same kind", async () => {
    const toml = [
      '[[index]]',
      'name = "main"',
      'url = "https://main.example/simple"',
      'default = true',
      '[[index]]',
      'url = "https://more.example/simple"',
      '[[index]]',
      'url = "https://only-for-one.example/simple"',
      'explicit = true',
    ].join('\n');
    const files = {
      '/home/me/.config/uv/uv.toml': toml,
      '/etc/pip.conf': '[global]\nindex-url=https://pip.example/\n',
    };
    expect((await machine(files)).index).toMatchObject({
      defaultIndex: 'https://main.example/simple',
      extraIndexes: ['https://more.example/simple'],
    });
    const env = {
      UV_DEFAULT_INDEX: 'work=https://uv.example/',
      UV_INDEX: 'a=https://a.example/ https://b.example/',
      PIP_INDEX_URL: 'https://pip.example/',
    };
    expect((await machine(files, env)).index).toMatchObject({
      defaultIndex: 'https://uv.example/',
      extraIndexes: ['https://a.example/', 'https://b.example/'],
    });
    expect((await machine(files, { UV_NO_CONFIG: '1' })).index.defaultIndex).toBe('https://pip.example/');
  });

  it('names a file that it cannot make sense of and goes on with the others', async () => {
    const { index, problems } = await machine({
      '/home/me/.config/uv/uv.toml': 'index-url = [',
      '/home/me/.config/pip/pip.conf': 'no section here',
      '/etc/pip.conf': '[global]\nindex-url=https://pip.example/\n',
    });
    expect(index.defaultIndex).toBe('https://pip.example/');
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^\/home\/me\/\.config\/uv\/uv\.toml could not be read: /);
  });

  it('reads real files', async () => {
    const home = await mkdtemp(join(tmpdir(), 'user index '));
    onTestFinished(() => rm(home, { recursive: true }));
    await mkdir(join(home, '.config', 'pip'), { recursive: true });
    await writeFile(
      join(home, '.config', 'pip', 'pip.conf'),
      '\uFEFF[global]\r\nindex-url = https://real.example/\r\n',
    );
    const { index } = await readUserIndex({ env: {}, platform: 'linux', home });
    expect(index.defaultIndex).toBe('https://real.example/');
  });
});

describe('chooseIndexes', () => {
  const options = { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false };
  const user = {
    ...nobody,
    defaultIndex: 'https://user.example/',
    extraIndexes: ['https://extra.example/'],
    noIndex: true,
  };

  it("puts the variant's index before the user's own", () => {
    expect(chooseIndexes(options, 'https://variant.example/', user)).toMatchObject({
      defaultIndex: 'https://user.example/',
      furtherIndexes: ['https://variant.example/', 'https://extra.example/'],
      noIndex: true,
    });
  });

  it('lets an index that the run names replace the configured one, key by key', () => {
    expect(chooseIndexes({ ...options, indexUrl: 'https://named.example/' }, null, user)).toMatchObject({
      defaultIndex: 'https://named.example/',
      furtherIndexes: ['https://extra.example/'],
      noIndex: false,
    });
  });

  it('asks no index where it is offline with a folder of wheels, and passes over a folder that is not there', () => {
    const offline = chooseIndexes({ ...options, offline: true, findLinks: tmpdir() }, null, nobody);
    expect(offline).toMatchObject({ noIndex: true, offline: true, findLinks: [tmpdir()] });
    expect(chooseIndexes({ ...options, findLinks: '/no/such/folder' }, null, nobody).findLinks).toEqual([]);
  });
});
