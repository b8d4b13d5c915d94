import { describe, expect, it } from 'vitest';
import { chooseProxy } from '../../../../../electron/engine/tools/http/proxies.ts';
import { targetOf } from '../../../../../electron/engine/tools/http/target.ts';

const choose = (url: string, env: NodeJS.ProcessEnv, configured: string | null = null) => {
  const chosen = chooseProxy(targetOf(new URL(url)), env, configured);
  return chosen.kind === 'proxy' ? chosen.proxy.origin : chosen.kind;
};

describe('chooseProxy', () => {
  it('takes the variable of the scheme, then ALL_PROXY, then what is configured', () => {
    const env = { HTTP_PROXY: 'http://h:1', HTTPS_PROXY: 'http://s:2', ALL_PROXY: 'http://a:3' };
    expect(choose('http://x/', env, 'http://c:4')).toBe('http://h:1');
    expect(choose('https://x/', env, 'http://c:4')).toBe('http://s:2');
    expect(choose('https://x/', { ALL_PROXY: 'http://a:3' }, 'http://c:4')).toBe('http://a:3');
    expect(choose('https://x/', { HTTP_PROXY: 'http://h:1' }, 'http://c:4')).toBe('http://c:4');
    expect(choose('https://x/', { HTTP_PROXY: 'http://h:1' })).toBe('none');
  });

  it('takes lower-case names first, and an empty one for none', () => {
    expect(choose('https://x/', { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' })).toBe('http://b:2');
    expect(choose('https://x/', { HTTPS_PROXY: 'http://a:1', https_proxy: '' })).toBe('none');
  });

  it('takes an address without a scheme', () => {
    expect(choose('https://x/', { https_proxy: 'proxy.test:3128' })).toBe('http://proxy.test:3128');
  });

  it('asks NO_PROXY for every source', () => {
    expect(choose('https://a.test/', { HTTPS_PROXY: 'http://p', NO_PROXY: '.test' })).toBe('none');
    expect(choose('https://a.test/', { no_proxy: 'a.test:443' }, 'http://p')).toBe('none');
    expect(choose('https://a.test:444/', { no_proxy: 'a.test:443' }, 'http://p')).toBe('http://p');
  });

  it('decodes name and password', () => {
    const chosen = chooseProxy(targetOf(new URL('https://x/')), { https_proxy: 'u%40d:p%3Aw@p:1' }, null);
    expect(chosen.kind === 'proxy' ? chosen.proxy.authorization : null).toBe(
      `Basic ${Buffer.from('u@d:p:w').toString('base64')}`,
    );
  });

  it.each([['socks5://canary:secret@p.test:1'], ['http://canary:sec#ret@p.test:1'], ['http://']])(
    'says why %s cannot be used, without its password',
    (address) => {
      const chosen = chooseProxy(targetOf(new URL('https://x/')), { https_proxy: address }, null);
      expect(chosen.kind).toBe('unusable');
      expect(JSON.stringify(chosen)).not.toMatch(/canary|sec/);
    },
  );
});
