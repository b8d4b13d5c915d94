import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { client, get, problemOf, started, textOf } from '../../../../support/http-client.ts';
import { type FixtureCertificate, startTcp, startWeb, tlsFixture } from '../../../../support/loopback.ts';

let asked = 0;
const secure = async (certificate: FixtureCertificate) => {
  asked = 0;
  const web = await started(
    startWeb((_, response) => {
      asked += 1;
      response.end('secure');
    }, certificate),
  );
  return { ...web, host: `localhost:${web.port}`, url: `https://localhost:${web.port}/` };
};
const ca = tlsFixture('ca.pem');

describe('certificates', () => {
  it('add to those of the system, from each place that names a file', async () => {
    const web = await secure('localhost');
    for (const [choice, env] of [
      [{ certificates: ca }, {}],
      [{}, { SSL_CERT_FILE: ca }],
      [{}, { NODE_EXTRA_CA_CERTS: ca }],
    ] as const)
      expect(await textOf(await get(await client(choice, { env }), web.url))).toBe('secure');
    const http = await client({ certificates: ca });
    expect(await textOf(await get(http, `https://127.0.0.1:${web.port}/`))).toBe('secure');
  });

  it('of a security program that is not known name it, and nothing is sent', async () => {
    const web = await secure('localhost');
    expect(await problemOf(get(await client(), web.url))).toEqual({
      reason: 'tls-inspection',
      host: web.host,
      detail: 'Corp Inspection CA',
      status: null,
      retryAfterMs: null,
    });
    expect(asked).toBe(0);
    expect(web.connections()).toBe(2);
  });

  it.each([
    ['expired', 'tls', /expired/],
    ['other-host', 'tls', /other\.test/],
    ['self-signed', 'tls', /self.signed/],
    ['public', 'tls', /verify the first certificate|issuer/],
  ] as const)('that are %s are told apart', async (certificate, reason, words) => {
    const web = await secure(certificate);
    // The issuer of the public one stays unknown: its server leaves it out.
    const http = await client(certificate === 'public' ? {} : { certificates: ca });
    const problem = await problemOf(get(http, web.url));
    expect(problem).toMatchObject({ reason, host: web.host });
    expect(problem.detail).toMatch(words);
    expect(asked).toBe(0);
  });

  it('do not matter for a host that the user trusts, and for no other', async () => {
    const web = await secure('self-signed');
    const other = await secure('self-signed');
    for (const trusted of ['localhost', `LOCALHOST:${web.port}`, `https://localhost:${web.port}/`])
      expect((await get(await client({ trustedHosts: [trusted] }), web.url)).status, trusted).toBe(200);
    const http = await client({ trustedHosts: [`localhost:${web.port}`, 'other.test'] });
    await get(http, web.url);
    expect((await problemOf(get(http, other.url))).reason).toBe('tls');
    expect((await problemOf(get(http, `https://127.0.0.1:${web.port}/`))).reason).toBe('tls');
  });

  it('are asked of a server that speaks no TLS', async () => {
    const web = await started(startWeb((_, response) => response.end()));
    expect((await problemOf(get(await client(), `https://localhost:${web.port}/`))).reason).toBe('tls');
    const cutting = await started(startTcp((socket) => socket.once('data', () => socket.destroy())));
    expect((await problemOf(get(await client(), `https://localhost:${cutting.port}/`))).reason).toBe('reset');
  });
});

describe('a file of certificates', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('that cannot be read is named where it might have helped', async () => {
    const web = await secure('expired');
    const problem = await problemOf(get(await client({ certificates: join(folder, 'absent.pem') }), web.url));
    expect(problem.detail).toContain('absent.pem');
  });

  it('may hold other things, and damaged ones', async () => {
    const file = join(folder, 'mixed.pem');
    const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    await writeFile(file, `# ours\n${damaged}\nsubject=x\n${await readFile(ca, 'utf8')}`);
    const web = await secure('localhost');
    expect((await get(await client({ certificates: file }), web.url)).status).toBe(200);
  });
});
