import { unzipSync } from 'fflate';
import { expect, it, onTestFinished } from 'vitest';
import { type LocalIndexOptions, startLocalIndex } from './local-index.ts';
import { buildWheel } from './wheel.ts';

const wheel = buildWheel({ name: 'Foo.Bar', version: '1.0', requires: ['other>=1'], extras: { fast: ['speed'] } });
const start = async (options?: LocalIndexOptions) => {
  const index = await startLocalIndex([wheel], options);
  onTestFinished(() => index.stop());
  return index;
};
const file = (url: string) => new URL(`../files/${wheel.filename}`, url);

it('builds the same wheel every time, with a RECORD of every file', () => {
  expect(
    buildWheel({ name: 'Foo.Bar', version: '1.0', requires: ['other>=1'], extras: { fast: ['speed'] } }).sha256,
  ).toBe(wheel.sha256);
  const files = unzipSync(wheel.bytes);
  const record = new TextDecoder().decode(files['foo_bar-1.0.dist-info/RECORD']);
  expect(
    record
      .trim()
      .split('\n')
      .map((line) => line.split(',')[0]),
  ).toEqual(Object.keys(files));
  expect(wheel.metadata).toContain('Requires-Dist: speed; extra == "fast"');
});

it('serves JSON with sizes, HTML, metadata and ranges', async () => {
  const { url, requests } = await start();
  const json = await (
    await fetch(`${url}foo-bar/`, { headers: { accept: 'application/vnd.pypi.simple.v1+json' } })
  ).json();
  expect(json).toMatchObject({
    files: [{ filename: wheel.filename, size: wheel.bytes.length, hashes: { sha256: wheel.sha256 } }],
  });
  expect(await (await fetch(`${url}foo-bar/`)).text()).toContain(`#sha256=${wheel.sha256}`);
  expect(await (await fetch(`${file(url)}.metadata`)).text()).toBe(wheel.metadata);
  const part = await fetch(file(url), { headers: { range: 'bytes=10-19' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(wheel.bytes.subarray(10, 20));
  expect(requests.at(-1)).toBe(`GET /files/${wheel.filename} bytes=10-19`);
  expect((await fetch(file(url), { headers: { range: 'bytes=999999-' } })).status).toBe(416);
});

it('fails as often as it is told to, and then no more', async () => {
  const { url, fail } = await start();
  fail({ match: /whl$/, kind: 'status', status: 503, times: 2 });
  const statuses = [await fetch(file(url)), await fetch(file(url)), await fetch(file(url))].map(({ status }) => status);
  expect(statuses).toEqual([503, 503, 200]);
  fail({ match: /whl$/, kind: 'cut', afterBytes: 10 });
  await expect(fetch(file(url)).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  fail({ match: /whl$/, kind: 'corrupt' });
  const wrong = Buffer.from(await (await fetch(file(url))).arrayBuffer());
  expect(wrong.length).toBe(wheel.bytes.length);
  expect(wrong.equals(wheel.bytes)).toBe(false);
  fail({ match: /whl$/, kind: 'stall', afterBytes: 10 });
  await expect(
    fetch(file(url), { signal: AbortSignal.timeout(300) }).then((answer) => answer.arrayBuffer()),
  ).rejects.toThrow();
});

it('asks for its password', async () => {
  const { url, urlWithCredentials } = await start({ credentials: 'joe:hunter2' });
  expect((await fetch(`${url}foo-bar/`)).status).toBe(401);
  expect(urlWithCredentials).toContain('joe:hunter2@');
  const headers = { authorization: `Basic ${Buffer.from('joe:hunter2').toString('base64')}` };
  expect((await fetch(`${url}foo-bar/`, { headers })).status).toBe(200);
});
