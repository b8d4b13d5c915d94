import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { comparableHash } from '../../../../../electron/engine/tools/audit/comparable-hash.ts';

test.each(['sha256', 'sha384', 'sha512'])(
  '%s in base64, with padding or without, and in hexadecimal digits',
  (algorithm) => {
    const of = (form: 'base64url' | 'hex') => createHash(algorithm).update('x').digest(form);
    const expected = { algorithm, digest: of('base64url') };
    for (const digest of [of('base64url'), `${of('base64url')}==`, of('hex'), of('hex').toUpperCase()])
      expect(comparableHash(`${algorithm}=${digest}`)).toEqual(expected);
  },
);

test.each([
  '',
  'sha256=',
  'sha256=abc',
  `sha256=${'g'.repeat(64)}`,
  `sha256=${'a'.repeat(96)}`,
  `md5=${'a'.repeat(32)}`,
])('%j cannot be compared with', (hash) => expect(comparableHash(hash)).toBeNull());
