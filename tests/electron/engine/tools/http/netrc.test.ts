import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInNetrc, parseNetrc, readNetrc } from '../../../../../electron/engine/tools/http/netrc.ts';

describe('parseNetrc', () => {
  const entry = (machine: string | null, login: string, password: string) => ({ machine, login, password });

  it.each([
    ['one line', 'machine a.test login ann password s3cret', [entry('a.test', 'ann', 's3cret')]],
    ['many lines', 'machine A.test\n\tlogin ann\r\n\tpassword s3cret\n', [entry('a.test', 'ann', 's3cret')]],
    ['user for login, and an account', 'machine a user ann account x password p', [entry('a', 'ann', 'p')]],
    ['quoted words', 'machine a login "an na" password "p\\"w\\\\ #"', [entry('a', 'an na', 'p"w\\ #')]],
    ['a password with #', 'machine a login b password #1#', [entry('a', 'b', '#1#')]],
    ['comments', '# machine no\nmachine a login b password c # machine x\n', [entry('a', 'b', 'c')]],
    [
      'default',
      'machine a login b password c\ndefault login d password e',
      [entry('a', 'b', 'c'), entry(null, 'd', 'e')],
    ],
    [
      'a macro',
      'machine a login b password c\nmacdef init\nmachine no login no password no\n\nmachine d login e password f',
      [entry('a', 'b', 'c'), entry('d', 'e', 'f')],
    ],
    ['words that mean nothing', 'hello machine a port 21 login b password c', [entry('a', 'b', 'c')]],
    ['a file that was cut', 'machine a login b password', [entry('a', 'b', '')]],
    ['a mark of byte order', '\uFEFFmachine a login b password c', [entry('a', 'b', 'c')]],
    ['nothing', '', []],
  ])('reads %s', (_, text, entries) => {
    expect(parseNetrc(text)).toEqual(entries);
  });
});

it('finds the entry of a host before the default one', () => {
  const entries = parseNetrc('default login d password e\nmachine a.test login b password c');
  expect(findInNetrc(entries, 'A.test')?.login).toBe('b');
  expect(findInNetrc(entries, 'sub.a.test')?.login).toBe('d');
  expect(findInNetrc(parseNetrc('machine a login b password c'), 'other')).toBeNull();
});

describe('readNetrc', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'netrc-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const put = (name: string, login: string) => writeFile(join(home, name), `machine a login ${login} password p`);
  const login = async (env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform) =>
    (await readNetrc(env, home, platform)).map((entry) => entry.login);

  it('reads the file at home, or the one that NETRC names instead', async () => {
    expect(await login({})).toEqual([]);
    await put('.netrc', 'home');
    await put('other', 'named');
    expect(await login({})).toEqual(['home']);
    expect(await login({ NETRC: join(home, 'other') })).toEqual(['named']);
    expect(await login({ NETRC: join(home, 'absent') })).toEqual([]);
  });

  it('knows the name that Windows uses, there only', async () => {
    await put('_netrc', 'windows');
    expect(await login({}, 'linux')).toEqual([]);
    // The path of this system reads on Windows too; elsewhere a backslash is part of a name.
    if (process.platform === 'win32') expect(await login({})).toEqual(['windows']);
  });
});
