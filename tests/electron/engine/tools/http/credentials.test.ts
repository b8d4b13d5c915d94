import { expect, it } from 'vitest';
import { readCredentials } from '../../../../../electron/engine/tools/http/credentials.ts';

const given = async (url: string, indexes: { main?: string; further?: string[]; links?: string[] }) => {
  const choice = {
    defaultIndex: indexes.main ?? null,
    furtherIndexes: indexes.further ?? [],
    findLinks: indexes.links ?? [],
  };
  const credentials = await readCredentials(choice, { NETRC: 'absent' }, 'absent');
  const header = credentials(new URL(url));
  return header === null ? null : Buffer.from(header.replace('Basic ', ''), 'base64').toString();
};

it('takes those of the index whose path has most in common with the request', async () => {
  const further = ['https://a:1@h/simple/', 'https://b:2@h/team/simple/', 'https://h/team/other/simple'];
  expect(await given('https://h/team/simple/torch/', { further })).toBe('b:2');
  expect(await given('https://h/team/files/torch.whl', { further })).toBe('b:2');
  expect(await given('https://h/files/torch.whl', { further })).toBe('a:1');
  expect(await given('https://h/teamwork/x', { further })).toBe('a:1');
});

it('takes none of another origin', async () => {
  const main = 'https://a:1@h/simple';
  for (const url of ['http://h/simple/', 'https://h:444/simple/', 'https://h.test/simple/', 'https://other/'])
    expect(await given(url, { main }), url).toBeNull();
  expect(await given('https://H:443/', { main })).toBe('a:1');
});

it('goes by the request itself first', async () => {
  expect(await given('https://own:x@h/', { main: 'https://a:1@h/' })).toBe('own:x');
});

it('decodes percent signs, takes a token alone, and passes over folders of wheels', async () => {
  expect(await given('https://h/', { main: 'https://a%40b:%3A%2F%25@h/' })).toBe('a@b::/%');
  expect(await given('https://h/', { main: 'https://a:100%@h/' })).toBe('a:100%');
  expect(await given('https://h/', { links: ['wheels', '/srv/wheels', 'C:\\wheels', 'https://token@h/'] })).toBe(
    'token:',
  );
});
