import { expect, test } from 'vitest';
import { judge, validatorIn } from '../../../../../electron/engine/tools/downloads/verdict.ts';

const source = { address: '', validator: { kind: 'etag', value: '"a"' }, total: 100, noPieces: false } as const;
const part = (range: string, more: Record<string, string> = {}) => ({
  status: 206,
  headers: { 'content-range': range, ...more },
});

test.each([
  ['the rest', part('bytes 50-99/100'), { kind: 'part', total: 100 }],
  ['less than the rest', part('bytes 50-59/100'), { kind: 'part', total: 100 }],
  ['of a length that nobody says', part('bytes 50-99/*'), { kind: 'part', total: null }],
  ['of another place', part('bytes 40-99/100'), { kind: 'misfit' }],
  ['of another length', part('bytes 50-99/101'), { kind: 'misfit' }],
  ['of another content', part('bytes 50-99/100', { etag: '"b"' }), { kind: 'misfit' }],
  ['of no place at all', part(''), { kind: 'misfit' }],
  ['of several parts', { status: 206, headers: { 'content-type': 'multipart/byteranges' } }, { kind: 'misfit' }],
  ['nothing, because that was all', { status: 416, headers: { 'content-range': 'bytes */50' } }, { kind: 'complete' }],
  ['nothing, because it is shorter', { status: 416, headers: { 'content-range': 'bytes */40' } }, { kind: 'misfit' }],
  ['nothing, for no reason', { status: 416, headers: {} }, { kind: 'misfit' }],
  ['the whole', { status: 200, headers: { 'content-length': '100' } }, { kind: 'whole', total: 100 }],
  ['the whole, without a length', { status: 200, headers: {} }, { kind: 'whole', total: null }],
])('%s', (_, answer, verdict) => {
  expect(judge(answer as Parameters<typeof judge>[0], 50, source)).toEqual(verdict);
});

test('a strong ETag goes before a date, and a weak one is none', () => {
  expect(validatorIn({ etag: '"a"', 'last-modified': 'd' })).toEqual({ kind: 'etag', value: '"a"' });
  expect(validatorIn({ etag: 'W/"a"', 'last-modified': 'd' })).toEqual({ kind: 'last-modified', value: 'd' });
  expect(validatorIn({ etag: 'W/"a"' })).toBeNull();
});
