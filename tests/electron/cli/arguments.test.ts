import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../electron/cli/arguments.ts';

const cwd = resolve('/somewhere/else');
const parse = (...words: string[]) => parseArguments(words, { cwd, version: '1.2.3' });

const env = ['--env', 'env'];

describe('the command line understands', () => {
  it('detect', () => {
    expect(parse('detect')).toEqual({ kind: 'request', request: { verb: 'detect', json: false } });
    expect(parse('detect', '--json')).toEqual({ kind: 'request', request: { verb: 'detect', json: true } });
  });

  it('diagnose, with its defaults and with everything', () => {
    expect(parse('diagnose', ...env)).toEqual({
      kind: 'request',
      request: {
        verb: 'diagnose',
        environment: join(cwd, 'env'),
        manifest: null,
        profile: 'full',
        deep: false,
        json: false,
      },
    });
    expect(parse('diagnose', ...env, '--manifest', 'm.json', '--profile', 'core', '--deep', '--json')).toEqual({
      kind: 'request',
      request: {
        verb: 'diagnose',
        environment: join(cwd, 'env'),
        manifest: join(cwd, 'm.json'),
        profile: 'core',
        deep: true,
        json: true,
      },
    });
  });

  it('repair, with its defaults', () => {
    expect(parse('repair', ...env)).toEqual({
      kind: 'request',
      request: {
        verb: 'repair',
        environment: join(cwd, 'env'),
        manifest: null,
        profile: 'full',
        accelerator: 'auto',
        backend: 'auto',
        python: null,
        indexUrl: null,
        extraIndexUrls: [],
        findLinks: null,
        offline: false,
        rebuild: false,
        dryRun: false,
        endHolders: false,
        build: [],
        json: false,
      },
    });
  });

  it('repair, with everything', () => {
    const words =
      '--env=e --manifest m.json --profile core --accelerator cu124 --backend pip --python bin/python --index-url https://u:p@a.example/simple --extra-index-url http://b.example --extra-index-url file:///wheels --find-links wheels --offline --rebuild --dry-run --end-holders --build standin-src --build Other.Name --json';
    expect(parse('repair', ...words.split(' '))).toEqual({
      kind: 'request',
      request: {
        verb: 'repair',
        environment: join(cwd, 'e'),
        manifest: join(cwd, 'm.json'),
        profile: 'core',
        accelerator: 'cu124',
        backend: 'pip',
        python: join(cwd, 'bin/python'),
        indexUrl: 'https://u:p@a.example/simple',
        extraIndexUrls: ['http://b.example', 'file:///wheels'],
        findLinks: join(cwd, 'wheels'),
        offline: true,
        rebuild: true,
        dryRun: true,
        endHolders: true,
        build: ['standin-src', 'Other.Name'],
        json: true,
      },
    });
  });

  it('export-logs', () => {
    expect(parse('export-logs', '--out', 'logs.zip')).toEqual({
      kind: 'request',
      request: { verb: 'export-logs', out: join(cwd, 'logs.zip'), environment: null },
    });
    expect(parse('export-logs', '--out', 'x', ...env)).toMatchObject({ request: { environment: join(cwd, 'env') } });
  });

  it('serve', () => {
    expect(parse('serve')).toEqual({ kind: 'request', request: { verb: 'serve', port: 0, environment: null } });
    expect(parse('serve', '--port', '8080', ...env)).toEqual({
      kind: 'request',
      request: { verb: 'serve', port: 8080, environment: join(cwd, 'env') },
    });
  });

  it('the last --env, so that `npm run repair -- --env X` wins over ./env', () => {
    expect(parse('repair', ...env, '--env', 'other')).toMatchObject({ request: { environment: join(cwd, 'other') } });
  });

  it('launch with its manifest', () => {
    expect(parse('launch', ...env, '--manifest', 'm.json', '--json')).toEqual({
      kind: 'request',
      request: { verb: 'launch', environment: join(cwd, 'env'), manifest: join(cwd, 'm.json'), json: true },
    });
  });

  it('a whole path as it is, also with spaces and other alphabets', () => {
    const path = resolve('/Jürgen Müller/мои среды/env');
    expect(parse('repair', '--env', path)).toMatchObject({ request: { environment: path } });
  });

  it.each([['--help'], ['-h'], ['help']])('%s, with every command and the exit codes', (word) => {
    const parsed = parse(word);
    if (parsed.kind !== 'text') throw new Error('no text');
    for (const part of ['detect', 'diagnose', 'repair', 'serve', 'Exit codes', '130'])
      expect(parsed.text).toContain(part);
  });

  it('--help of a command, with every flag explained', () => {
    for (const words of [
      ['repair', '--help'],
      ['help', 'repair'],
      ['repair', '--env', 'x', '-h'],
    ]) {
      const parsed = parse(...words);
      if (parsed.kind !== 'text') throw new Error('no text');
      const flags = [...parsed.text.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)(?: <[a-z]+>)? +(\S.*)$/gm)].map(
        ([, flag]) => flag,
      );
      expect(flags).toEqual([
        '--env',
        '--manifest',
        '--profile',
        '--accelerator',
        '--backend',
        '--python',
        '--index-url',
        '--extra-index-url',
        '--find-links',
        '--offline',
        '--rebuild',
        '--dry-run',
        '--end-holders',
        '--build',
        '--json',
        '--help',
      ]);
    }
  });

  it('--version', () => {
    expect(parse('--version')).toEqual({ kind: 'text', text: '1.2.3\n' });
  });
});

describe('the command line refuses', () => {
  it.each<[string, string[], RegExp]>([
    ['nothing', [], /detect, diagnose, repair, launch, downloads, export-logs or serve/],
    ['an unknown command', ['mend'], /^Unknown command 'mend'$/],
    ['a misspelt command', ['repiar'], /'repiar' \(Did you mean repair\?\)/],
    ['a profile for a launch', ['launch', ...env, '--profile', 'core'], /'--profile'/],
    [
      'help for an unknown command',
      ['help', 'mend'],
      /detect, diagnose, repair, launch, downloads, export-logs or serve/,
    ],
    ['an option before the command', ['--json', 'detect'], /'--json'/],
    ['a misspelt option', ['repair', '--evn', 'x'], /'--evn' \(Did you mean --env\?\)/],
    ['a short option', ['repair', '-e', 'x'], /'-e'/],
    ['an option of another command', ['diagnose', ...env, '--rebuild'], /'--rebuild'/],
    ['a value for a flag without one', ['repair', ...env, '--json=yes'], /'--json=yes'/],
    ['a word too many', ['repair', ...env, 'now'], /too many arguments.*now/i],
    ['an option after --', ['detect', '--', '--json'], /too many arguments/i],
    ['repair without --env', ['repair'], /^Repair needs --env/],
    ['launch without --env', ['launch'], /^Launch needs --env/],
    ['diagnose without --env', ['diagnose', '--json'], /^Diagnose needs --env/],
    ['--env without a value', ['repair', '--env'], /'--env <folder>' argument missing/],
    ['--env that swallows an option', ['repair', '--env', '--json'], /looks like an option/],
    ['an empty --env', ['repair', '--env', ''], /It is empty/],
    ['an --env of spaces', ['repair', '--env', '  '], /It is empty/],
    ['an --env that a shell did not expand', ['repair', '--env=~/env'], /begins with ~/],
    ['an --env with a NUL', ['repair', '--env', 'a\0b'], /NUL/],
    ['an unknown backend', ['repair', ...env, '--backend', 'conda'], /conda.*auto, uv, pip/],
    ['an empty profile', ['repair', ...env, '--profile', ''], /It is empty/],
    ['an accelerator that is an option', ['repair', ...env, '--accelerator', '--offline'], /looks like an option/],
    ['an index that is no URL', ['repair', ...env, '--index-url', 'simple'], /must be a URL/],
    ['an index of another protocol', ['repair', ...env, '--index-url', 'ftp://a.example'], /must be a URL/],
    [
      'an index with a line break',
      ['repair', ...env, '--extra-index-url', 'https://a.example/\n--pre'],
      /must be a URL/,
    ],
    ['a yes to everything', ['repair', ...env, '--build', ':all:'], /name of one package/],
    ['a yes with an option in it', ['repair', ...env, '--build', 'a --pre'], /name of one package/],
    ['a port that is none', ['serve', '--port', 'http'], /0 to 65535/],
    ['a port that is too high', ['serve', '--port', '65536'], /0 to 65535/],
    ['a port below 0', ['serve', '--port', '-1'], /0 to 65535/],
    ['a port in parts', ['serve', '--port', '80.5'], /0 to 65535/],
  ])('%s', (_, words, says) => {
    const parsed = parse(...words);
    if (parsed.kind !== 'failure') throw new Error(`it was accepted: ${JSON.stringify(parsed)}`);
    expect(parsed.failure).toEqual({ code: 'usage', message: expect.stringMatching(says) });
    expect(parsed.failure.message).not.toMatch(/\n|^error/);
  });

  it.each([
    [['repair', ...env, '--index-url', 'htps//ada:s3cret@a.example']],
    [['diagnose', ...env, '--index-url=https://ada:s3cret@a.example']],
    [['detect', 'https://ada:s3cret@a.example']],
  ])('%j without repeating the password', (words) => {
    const parsed = parse(...words);
    expect(parsed.kind).toBe('failure');
    expect(JSON.stringify(parsed)).not.toContain('s3cret');
  });
});
