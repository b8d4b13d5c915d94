import { expect, it } from 'vitest';
import { networkProblem, problemOfError } from '../../../../../electron/engine/tools/http/problem.ts';

const system = (code: string, message = `connect ${code}`): Error => Object.assign(new Error(message), { code });
const reason = (error: unknown, online = true) => problemOfError(error, 'h', { stallMs: 30_000, online }).reason;

it.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'refused'],
  ['ECONNRESET', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['ETIMEDOUT', 'timeout'],
  ['ENETUNREACH', 'offline'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['HPE_INVALID_CONSTANT', 'unexpected'],
])('%s is %s', (code, expected) => {
  expect(reason(system(code))).toBe(expected);
});

it('takes a name that is not found for no network where there is none', () => {
  expect(reason(system('EAI_AGAIN'), false)).toBe('offline');
  expect(reason(system('ECONNREFUSED'), false)).toBe('refused');
});

it('looks at the first of several attempts', () => {
  expect(reason(new AggregateError([system('ECONNREFUSED'), system('ENETUNREACH')]))).toBe('refused');
  expect(reason(new AggregateError([]))).toBe('unexpected');
  expect(reason('a string')).toBe('unexpected');
});

it('says how long nothing came', () => {
  const detail = (code: string) => problemOfError(system(code), 'h', { stallMs: 30_000 }).detail;
  expect(detail('UND_ERR_BODY_TIMEOUT')).toBe('no byte for 30 s');
  expect(detail('UND_ERR_HEADERS_TIMEOUT')).toBe('no answer within 30 s');
});

it('makes words of others fit to be shown', () => {
  expect(networkProblem('tls', 'h', 'a\u001b[31mb\r\n  c\u202e').detail).toBe('a [31mb c');
  expect(networkProblem('tls', 'h', 'x'.repeat(9999)).detail).toHaveLength(300);
  expect(networkProblem('dns', 'h', 'see https://u:canary@h/').detail).not.toContain('canary');
  const openssl = system('EPROTO', '1:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../x.c:354:\n');
  expect(problemOfError(openssl, 'h', { stallMs: 1 }).detail).toBe('wrong version number');
  const node = system('X', 'self-signed certificate; if the root CA is installed locally, try running Node.js');
  expect(problemOfError(node, 'h', { stallMs: 1 }).detail).toBe('self-signed certificate');
});
