import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../shared/redact.ts';

describe('redact', () => {
  it.each([
    ['user and password', 'https://ada:s3cret@index.example/simple/', 'https://***@index.example/simple/'],
    ['a token alone', 'https://ghp_Token@index.example/', 'https://***@index.example/'],
    ['an empty user', 'https://:s3cret@index.example/', 'https://***@index.example/'],
    [
      'the middle of a text',
      'error: could not reach https://ada:s3cret@index.example/simple/: timed out',
      'error: could not reach https://***@index.example/simple/: timed out',
    ],
    [
      'several in one line',
      'a https://u:p@one.example b http://q@two.example, c',
      'a https://***@one.example b http://***@two.example, c',
    ],
    [
      'several without space',
      'https://u:p@one.example,https://v:w@two.example',
      'https://***@one.example,https://***@two.example',
    ],
    ['percent-encoded', 'https://a%40b:p%3Aw%2F@index.example/', 'https://***@index.example/'],
    ['a password with @ in it', 'https://ada:p@ss@index.example/', 'https://***@index.example/'],
    ['a password with a quote in it', 'https://ada:p"a\'s`s@index.example/', 'https://***@index.example/'],
    ['a password that should have been encoded', 'https://ada:p/a?s#s@index.example/', 'https://***@index.example/'],
    ['a name with a low line before', 'index_https://ada:s3cret@index.example/', 'index_https://***@index.example/'],
    ['upper case', 'HTTPS://ada:s3cret@index.example/', 'HTTPS://***@index.example/'],
    ['a proxy', 'http_proxy=socks5h://ada:s3cret@proxy.example:1080', 'http_proxy=socks5h://***@proxy.example:1080'],
    ['a scheme with a plus', 'git+https://token@index.example/a.git', 'git+https://***@index.example/a.git'],
    ['quotes around', '"https://u:p@index.example/simple"', '"https://***@index.example/simple"'],
  ])('takes credentials out of %s', (_, before, after) => {
    expect(redact(before)).toBe(after);
  });

  it.each([
    'https://index.example/@scope/package',
    'https://index.example:8080/simple/@x',
    'http://[::1]:8080/@x',
    'http://127.0.0.1:8080?mail=ada@example.org',
    'https://index.example?mail=ada@example.org',
    'mail ada@example.org about it',
    'torch @ file:///tmp/torch.whl',
    'C:\\Users\\ada@work\\env',
    'see https://index.example and ask ada@example.org',
    '',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('lets no secret through, wherever it stands', () => {
    const inUserinfo = fc.string({
      minLength: 1,
      maxLength: 20,
      unit: fc.constantFrom(...'abcXYZ019-._~!$&\'()*+,;=:%"`@'),
    });
    fc.assert(
      fc.property(
        inUserinfo,
        inUserinfo,
        fc.constantFrom('', 'see ', '"', '(', 'index='),
        fc.constantFrom('', '/', '/simple/', ':8080/x', '?q=1'),
        (user, password, before, after) => {
          const secret = `SECRET${password}`;
          const text = redact(`${before}https://${user}:${secret}@index.example${after}`);
          expect(text).toBe(`${before}https://***@index.example${after}`);
        },
      ),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('https://', 'a', '@', ':', '/', ' ', '"', '.') }), (text) => {
        expect(redact(redact(text))).toBe(redact(text));
      }),
    );
  });

  // The time limit is far above what a busy machine needs, and far below what a quadratic expression takes.
  it.each([
    ['a dotted line', 'a.'.repeat(200_000)],
    ['hyphens', 'a-'.repeat(200_000)],
    ['beginnings of URLs', 'a://'.repeat(100_000)],
    ['one endless host', `https://${'a'.repeat(400_000)}`],
    ['beginnings of passwords', '://:a/'.repeat(80_000)],
    ['many colons', `https://${':'.repeat(400_000)} `],
  ])('takes a long line in stride: %s', (_, text) => {
    const began = performance.now();
    redact(text);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
