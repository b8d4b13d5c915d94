import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NetworkOptions } from '../../../../electron/engine/interfaces/indexes.ts';
import { certificateBundle } from '../../../../electron/engine/tools/http/certificate-bundle.ts';
import { chooseIndexes, type IndexChoice } from '../../../../electron/engine/tools/index-choice.ts';
import { pipEnvironment } from '../../../../electron/engine/tools/pip/environment.ts';
import type { UserIndex } from '../../../../electron/engine/tools/user-index.ts';
import { uvEnvironment } from '../../../../electron/engine/tools/uv/environment.ts';
import { client, get, problemOf, started, textOf } from '../../../support/http-client.ts';
import { startWeb, tlsFixture } from '../../../support/loopback.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { startProxy } from '../../../support/proxy.ts';

const user: UserIndex = {
  defaultIndex: null,
  extraIndexes: [],
  findLinks: [],
  noIndex: false,
  trustedHosts: [],
  certificates: '/pip.pem',
  proxy: 'http://pip.example:1',
};

const told = (network?: NetworkOptions): IndexChoice =>
  chooseIndexes(
    {
      indexUrl: null,
      extraIndexUrls: [],
      findLinks: null,
      offline: false,
      ...(network === undefined ? {} : { network }),
    },
    null,
    user,
  );

const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'smart-installer-certificates-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
};

const system = { HTTPS_PROXY: 'http://system.example:2', no_proxy: 'system.example', SSL_CERT_FILE: '/system.pem' };
const network = {
  proxy: 'http://proxy.example:3128',
  noProxy: ['intranet.example', '10.0.0.0/8'],
  certificates: '/own.pem',
};

describe('how a run is told to reach the network', () => {
  it('goes before the system’s variables and pip’s configuration, for uv and for pip', () => {
    const choice = told(network);
    for (const env of [uvEnvironment('/cache', choice, system), pipEnvironment('/cache', choice, system)])
      expect(env).toMatchObject({
        HTTPS_PROXY: 'http://proxy.example:3128',
        https_proxy: 'http://proxy.example:3128',
        HTTP_PROXY: 'http://proxy.example:3128',
        ALL_PROXY: undefined,
        NO_PROXY: 'intranet.example,10.0.0.0/8',
        no_proxy: 'intranet.example,10.0.0.0/8',
        SSL_CERT_FILE: '/own.pem',
      });
    expect(pipEnvironment('/cache', choice, system)).toMatchObject({ PIP_CERT: '/own.pem', PIP_PROXY: undefined });
    expect(pipEnvironment('/cache', told({ ...network, noProxy: [] }), system)).toMatchObject({
      PIP_PROXY: 'http://proxy.example:3128',
    });
  });

  it('leaves to the system what it does not say', () => {
    const choice = told({ proxy: null, noProxy: [], certificates: null });
    expect([choice.proxy, choice.certificates]).toEqual(['http://pip.example:1', '/pip.pem']);
    for (const env of [uvEnvironment('/cache', choice, system), pipEnvironment('/cache', choice, system)])
      for (const name of ['HTTPS_PROXY', 'no_proxy', 'SSL_CERT_FILE']) expect(env).not.toHaveProperty(name);
    expect(told()).not.toHaveProperty('variables');
  });

  it('holds for our own requests', async () => {
    const web = await started(startWeb((_, response) => response.end('there')));
    const [proxy, other] = await Promise.all([started(startProxy()), started(startProxy())]);
    const env = { HTTP_PROXY: other.url, NO_PROXY: 'wheels.test' };
    const through = await client(told({ proxy: proxy.url, noProxy: ['direct.test'], certificates: null }), { env });
    expect(await textOf(await get(through, `http://wheels.test:${web.port}/`))).toBe('there');
    expect(proxy.requests).toEqual([`GET http://wheels.test:${web.port}/`]);
    // Nobody but the proxies knows this name.
    expect(await problemOf(get(through, `http://direct.test:${web.port}/`))).toMatchObject({
      reason: 'dns',
    });
    expect([proxy.requests.length, other.requests.length]).toEqual([1, 0]);
  });
});

describe('a bundle of certificates', () => {
  it('has those of the system and the chosen ones, and is trusted', async () => {
    const lines: string[] = [];
    const own = tlsFixture('ca.pem');
    const place = await folder();
    const bundle = await certificateBundle(own, (line) => lines.push(line), place);
    const text = await readFile(bundle, 'utf8');
    expect(text).toContain((await readFile(own, 'utf8')).trim());
    expect(text).toContain((rootCertificates[0] ?? '').trim());
    expect(await certificateBundle(own, () => undefined, place)).toBe(bundle);
    const web = await started(startWeb((_, response) => response.end('secure'), 'localhost'));
    const http = await client(told({ proxy: null, noProxy: ['*'], certificates: bundle }));
    expect(await textOf(await get(http, `https://localhost:${web.port}/`))).toBe('secure');
    expect(lines).toEqual([]);
  });

  posixTest('is for its user only: whoever writes it says whom downloads trust', async () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const place = join(await folder(), 'certificates');
    const bundle = await certificateBundle(tlsFixture('ca.pem'), () => undefined, place);
    expect((await stat(bundle)).mode & 0o777).toBe(0o600);
    expect((await stat(place)).mode & 0o777).toBe(0o700);
  });

  it('that somebody has altered is written anew', async () => {
    const place = await folder();
    const bundle = await certificateBundle(tlsFixture('ca.pem'), () => undefined, place);
    const before = await readFile(bundle, 'utf8');
    await writeFile(bundle, before.replace('A', 'B'));
    expect(await certificateBundle(tlsFixture('ca.pem'), () => undefined, place)).toBe(bundle);
    expect(await readFile(bundle, 'utf8')).toBe(before);
  });

  it('is the file itself where that holds none, and says so', async () => {
    const lines: string[] = [];
    const place = await folder();
    const empty = join(place, 'empty.pem');
    await writeFile(empty, '');
    expect(await certificateBundle(empty, (line) => lines.push(line), place)).toBe(empty);
    expect(lines).toEqual([`${empty} cannot be read or holds no certificate.`]);
  });
});
