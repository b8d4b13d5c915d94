import { expect, it } from 'vitest';
import type { IndexChoice } from '../../../../../electron/engine/tools/index-choice.ts';
import { indexArguments, uvEnvironment } from '../../../../../electron/engine/tools/uv/environment.ts';

const choice: IndexChoice = {
  defaultIndex: 'https://me:pw@index.example/simple',
  furtherIndexes: ['https://one.example/', 'https://two.example/'],
  findLinks: ['/wheels'],
  noIndex: false,
  offline: false,
  trustedHosts: ['one.example'],
  certificates: '/company.pem',
  proxy: 'http://proxy.example:3128',
};

it("takes away what would change uv's answer and keeps how the network is reached", () => {
  const own = {
    UV_RESOLUTION: 'lowest',
    UV_CONSTRAINT: '/c',
    PYTHONPATH: '/p',
    UV_HTTP_TIMEOUT: '90',
    UV_INDEX_WORK_PASSWORD: 'x',
    HOME: '/h',
  };
  const env = uvEnvironment('/cache', null, own);
  for (const name of ['UV_RESOLUTION', 'UV_CONSTRAINT', 'PYTHONPATH']) expect(env).toHaveProperty(name, undefined);
  for (const name of ['UV_HTTP_TIMEOUT', 'UV_INDEX_WORK_PASSWORD', 'HOME', 'UV_DEFAULT_INDEX'])
    expect(env).not.toHaveProperty(name);
  expect(env).toMatchObject({ UV_NO_CONFIG: '1', UV_HTTP_RETRIES: '0', UV_SYSTEM_CERTS: '1' });
});

it('hands indexes, proxy and certificates on, credentials in variables only', () => {
  expect(uvEnvironment('/cache', choice, { UV_DEFAULT_INDEX: 'https://other.example/' })).toMatchObject({
    UV_DEFAULT_INDEX: 'https://me:pw@index.example/simple',
    UV_INDEX: 'https://one.example/ https://two.example/',
    UV_INSECURE_HOST: 'one.example',
    SSL_CERT_FILE: '/company.pem',
    HTTPS_PROXY: 'http://proxy.example:3128',
  });
  expect(indexArguments(choice)).toEqual(['--index-strategy', 'unsafe-best-match', '--find-links', '/wheels']);
});

it("leaves the user's own certificates and proxy where variables name them", () => {
  const env = uvEnvironment('/cache', choice, { SSL_CERT_FILE: '/mine.pem', https_proxy: 'http://mine.example/' });
  expect(env).not.toHaveProperty('SSL_CERT_FILE');
  expect(env).not.toHaveProperty('HTTPS_PROXY');
});
