import { expect, it } from 'vitest';
import { pipEnvironment } from '../../../../../electron/engine/tools/pip/environment.ts';

it('takes away what would change where or what pip installs and keeps how the network is reached', () => {
  const own = {
    PIP_TARGET: '/t',
    PIP_CONSTRAINT: '/c',
    PYTHONPATH: '/p',
    PIP_CERT: '/cert',
    PIP_INDEX_URL: 'https://own.example/',
  };
  const env = pipEnvironment('/cache', null, own);
  for (const name of ['PIP_TARGET', 'PIP_CONSTRAINT', 'PYTHONPATH']) expect(env).toHaveProperty(name, undefined);
  for (const name of ['PIP_CERT', 'PIP_INDEX_URL']) expect(env).not.toHaveProperty(name);
  expect(env).toMatchObject({ PIP_RETRIES: '0', PIP_NO_INPUT: '1', PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0' });
});

it('hands indexes on, and a folder with spaces as one place', () => {
  const env = pipEnvironment('/cache', {
    defaultIndex: 'https://me:pw@index.example/simple',
    furtherIndexes: ['https://one.example/', 'https://two.example/'],
    findLinks: ['/my wheels', '/other'],
    noIndex: false,
    offline: true,
    trustedHosts: [],
    certificates: null,
    proxy: null,
  });
  expect(env).toMatchObject({
    PIP_INDEX_URL: 'https://me:pw@index.example/simple',
    PIP_EXTRA_INDEX_URL: 'https://one.example/ https://two.example/',
    PIP_FIND_LINKS: expect.stringMatching(/^file:\/\/\S*\/my%20wheels \/other$/),
    PIP_NO_INDEX: '1',
    PIP_TRUSTED_HOST: undefined,
  });
});
