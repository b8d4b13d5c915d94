import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../electron/engine/bundle/redactor.ts';

const home = '/home/Jörg Müller';
const words = {
  homes: [home, '/root'],
  users: ['jmueller', 'root'],
  hosts: ['zeppelin-7.corp.example'],
  secrets: ['hunter2@word', 's3cr'],
};
const redacted = (text: string): string => createRedactor(words).text(text);

/** A token of a form that is known, put together here so that no tool takes it for a real one. */
const token = (prefix: string, length: number): string => prefix + 'aB3'.repeat(length).slice(0, length);

describe('the redaction of an export', () => {
  it.each([
    ['a home', '/home/Jörg Müller/env', '~/env'],
    ['a home in an address', 'see file:///home/J%C3%B6rg%20M%C3%BCller/env', 'see file:~/env'],
    ['a home encoded twice', '%252Fhome%252FJ%25C3%25B6rg%2520M%25C3%25BCller%252Fenv', '~%252Fenv'],
    ['a home as JSON in JSON', String.raw`\\u002fhome\\u002fJ\\u00f6rg M\\u00fcller/env`, '~/env'],
    ['a home as Python writes it', String.raw`'/home/J\xf6rg M\xfcller/env'`, "'~/env'"],
    ['a home as a shell writes it', String.raw`/home/J\303\266rg\ M\303\274ller/env`, '~/env'],
    ['a home in capitals', '/HOME/JÖRG MÜLLER/env', '~/env'],
    ['a home as macOS writes it', '/home/Jörg Müller/env'.normalize('NFD'), '~/env'],
    ['a garbled home', '/home/JÃ¶rg MÃ¼ller/env', '~/env'],
    ['a home over two lines', '/home/Jörg Mü\nller/env', '~\n/env'],
    ['a short home', 'in /root or --x=/root', 'in ~ or --x=~'],
    ['another home', '-I/home/bob/include', '-I~/include'],
    ['a Windows home', String.raw`"C:\\Users\\Ada\\env"`, String.raw`"~\\env"`],
    ['the user', 'chown jmueller:jmueller, %20JMueller%20', 'chown <user>:<user>, %20<user>%20'],
    ['the host', 'on ZEPPELIN-7 and zeppelin-7.corp.example', 'on <host> and <host>'],
    ['a known secret', 'https://x.example/?a=hunter2%40word, hunter2@WORD', 'https://x.example/?a=***, ***'],
    ['a short known secret', 'it is s3cr', 'it is ***'],
    ['credentials', 'https://ada:pw@index.example/simple', 'https://***@index.example/simple'],
    ['credentials over two lines', 'https://ada:p\nw@index.example/', 'https://***@\nindex.example/'],
    [
      'credentials in an address in an address',
      '?u=https%3A%2F%2Fada%3Ap%2540w%40index.example%2F',
      '?u=https%3A%2F%2F***@index.example%2F',
    ],
    [
      'credentials in JSON',
      String.raw`https:\/\/ada:pw@index.example\/simple`,
      String.raw`https:\/\/***@index.example\/simple`,
    ],
    ['a variable', 'HF_TOKEN=abc and UV_INDEX_CORP_PASSWORD=a,b', 'HF_TOKEN=*** and UV_INDEX_CORP_PASSWORD=***'],
    ['a JSON field', String.raw`{\"api_key\": \"a b\", \"n\": 1}`, String.raw`{\"api_key\": \"***\", \"n\": 1}`],
    ['a query', '?access_token=abc&n=1', '?access_token=***&n=1'],
    ['a header', 'Authorization: Bearer abc, then', 'Authorization: *** then'],
    ['a header over two lines', 'authorization:\nBasic YWRh', 'authorization:\n***'],
    ['a flag', '--hf-token abc --index x', '--hf-token *** --index x'],
    [
      '.netrc',
      'machine index.example\n login ada password "x"\nnext',
      'machine index.example\n login *** password ***\nnext',
    ],
    ['a GitHub token', `x ${token('ghp_', 36)} y`, 'x *** y'],
    [
      'a GitHub token over two lines',
      `x ${token('ghp_', 36).slice(0, 20)}\n${token('ghp_', 36).slice(20)} y`,
      'x ***\n y',
    ],
    ['a Hugging Face token', `x ${token('hf_', 34)} y`, 'x *** y'],
    ['an OpenAI key', `x ${token('sk-', 48)} y`, 'x *** y'],
    [
      'the signature of an address',
      'https://cdn.example/f.whl?X-Amz-Signature=0dead&Expires=1&Policy=eyJT&Signature=ab~c_&sig=A%2B',
      'https://cdn.example/f.whl?X-Amz-Signature=***&Expires=1&Policy=***&Signature=***&sig=***',
    ],
    ['cookies', 'Set-Cookie: sid=abc; Path=/\nCookie: a=b; c=d', 'Set-Cookie: ***\nCookie: ***'],
    ['a header of an index', 'X-JFrog-Art-Api: abcdef, next', 'X-JFrog-Art-Api: *** next'],
    ['an account’s key', 'AccountKey=ab+c==;EndpointSuffix=x pwd=abc', 'AccountKey=*** pwd=***'],
    ['credentials without a scheme', 'proxy bob:p:w@gate:3128 failed', 'proxy ***@gate:3128 failed'],
    ['an npm token', `x ${token('npm_', 36)} y`, 'x *** y'],
    ['a Docker token', `x ${token('dckr_pat_', 27)} y`, 'x *** y'],
    ['an Artifactory key', `x ${token('AKCp8', 60)} y`, 'x *** y'],
    [
      'a private key',
      'is:\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\nbnNz\n-----END OPENSSH PRIVATE KEY-----\nend',
      'is:\n***\n\n\n\nend',
    ],
    ['another Windows home with a space', String.raw`in C:\Users\Bob Lee Smith\env now`, String.raw`in ~\env now`],
    ['an e-mail address', 'ask Ada.L+x@mail.example.org, or ada%40example.org', 'ask <e-mail>, or <e-mail>'],
  ])('takes out %s', (_, before, after) => {
    expect(redacted(before)).toBe(after);
  });

  it.each([
    'Collecting tokenizers==0.20.1 (from transformers) hf_transfer==0.1.8',
    'tokenizers: installed',
    'numpy@2.1.0, torch @ file:///tmp/torch-2.5.1%2Bcu124-cp312-cp312-linux_x86_64.whl',
    'https://index.example:8080/home/page and https://index.example/root/x',
    '/opt/env/lib/python3.12/site-packages/numpy/_core/umath.so: cannot open shared object file',
    'jmuellers risk-abcdefghijklmnopq basic functionality',
    'Signature verified, policy=strict, cookie jar, at 10:30@gate, assign=1, design=2',
    String.raw`\\.\pipe\x D:\env\Scripts\python.exe`,
    '',
  ])('leaves %j as it is', (text) => {
    const redactor = createRedactor(words);
    expect(redactor.text(text)).toBe(text);
    expect(redactor.count()).toBe(0);
  });

  it('counts what it took out', () => {
    const redactor = createRedactor(words);
    redactor.text('/home/Jörg Müller and jmueller');
    expect(redactor.count()).toBe(2);
  });

  const forms: ((text: string) => string)[] = [
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.normalize('NFD'),
    (text) => encodeURIComponent(text),
    (text) => encodeURI(text),
    (text) => encodeURIComponent(encodeURIComponent(text)),
    (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
    (text) => text.replaceAll('/', String.raw`\\`),
    (text) =>
      [...text]
        .map((letter) =>
          letter.charCodeAt(0) < 128 ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
        )
        .join(''),
    (text) => `${text.slice(0, 7)}\n${text.slice(7)}`,
  ];
  const around = fc.string({
    maxLength: 30,
    unit: fc.constantFrom(
      ...'aZ0 ./\\%"\':@=,;-_#?&\n',
      'ü',
      '%20',
      '\\n',
      '://',
      'token=',
      '/home/',
      'https://ada:pw@',
    ),
  });

  it.each([
    home,
    'jmueller',
    'zeppelin-7.corp.example',
    'hunter2@word',
    token('ghp_', 36),
    token('hf_', 34),
    'ada.lovelace@mail.example.org',
  ])('lets %j through in no form, whatever stands around it', (secret) => {
    const isOurs =
      secret === home || secret === 'jmueller' || secret.includes('zeppelin') || secret.includes('hunter2');
    fc.assert(
      fc.property(around, around, fc.constantFrom(...forms.slice(0, isOurs ? undefined : 1)), (before, after, form) => {
        const planted = form(secret);
        const text = redacted(`${before} ${planted} ${after}`);
        expect(text.toLowerCase()).not.toContain(planted.toLowerCase());
        expect(text.split('\n').length).toBe(`${before}${planted}${after}`.split('\n').length);
      }),
      { numRuns: 300 },
    );
  });

  // Far above what a busy machine needs, and far below what an exponential expression takes.
  it.each([
    '\\',
    '/',
    '%25',
    'a.',
    'a@',
    '@a.',
    '://a:',
    'token=',
    '--',
    'machine x login ',
    '/home/',
    '\\u',
    '\\"',
    'h\n',
    'a%40b.c',
  ])('takes a long line of %j in stride', (unit) => {
    const began = performance.now();
    redacted(unit.repeat(60_000 / unit.length));
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
