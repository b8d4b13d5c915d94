import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { usefulWords } from '../../../../../electron/engine/bundle/private-words.ts';
import { knownWords } from '../../../../../electron/engine/tools/log-bundle/known-words.ts';

it('knows home, user and host by the system and by variables', async () => {
  const known = await knownWords({
    USERPROFILE: String.raw`C:\Users\Ada`,
    SUDO_USER: 'ada',
    COMPUTERNAME: 'ADAS-PC',
    USERDOMAIN: 'ADACORP',
  });
  expect(known.homes).toEqual(expect.arrayContaining([homedir(), String.raw`C:\Users\Ada`]));
  expect(known.users).toContain('ada');
  expect(known.hosts).toEqual(expect.arrayContaining([hostname(), 'ADAS-PC', 'ADACORP']));
});

it('knows secrets by their variables, by addresses and by .netrc', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'words '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'netrc'), 'machine x.example login bob password of-netrc\n');
  const { secrets } = await knownWords({
    NETRC: join(folder, 'netrc'),
    HF_TOKEN: 'of-variable',
    PIP_INDEX_URL: 'https://ada:of%2Findex@x.example/simple',
    UV_EXTRA_INDEX_URL: 'https://only-a-token@x.example/simple',
    HTTPS_PROXY: 'bob:of-proxy@gate:3128',
    SOME_TOKEN_FILE: '/run/secrets/token',
    PATH: '/usr/bin',
  });
  expect([...secrets].sort()).toEqual([
    ...['of%2Findex', 'of-netrc', 'of-proxy', 'of-proxy', 'of-variable', 'of/index', 'only-a-token', 'only-a-token'],
  ]);
});

it('passes over names that say nothing about anybody', () => {
  const words = usefulWords({
    homes: [String.raw`C:\Users\Ada`, '/root/', '/'],
    users: ['root', 'ada', 'x', ''],
    hosts: ['localhost', 'pc7.corp.example'],
    secrets: ['abc', 'abcd'],
  });
  expect(words).toEqual({
    homes: ['/mnt/C/Users\\Ada', '/C/Users\\Ada', String.raw`C:\Users\Ada`, '/root'],
    users: ['ada'],
    hosts: ['pc7.corp.example', 'pc7'],
    secrets: ['abcd'],
  });
});
