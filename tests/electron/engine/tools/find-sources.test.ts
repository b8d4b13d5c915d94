import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FindSources, IndexOptions } from '../../../../electron/engine/interfaces/indexes.ts';
import { findSources } from '../../../../electron/engine/tools/find-sources.ts';
import { startLocalIndex } from '../../../support/local-index.ts';
import { buildSource } from '../../../support/source-archive.ts';
import { buildWheel } from '../../../support/wheel.ts';

const sources = ['1.0', '2.0', '3.0rc1'].map((version) => buildSource({ name: 'Standin.Src', version }));
const later = buildSource({ name: 'standin-src', version: '4.0', requiresPython: '>=3.99' });
const wheel = buildWheel({ name: 'standin-src', version: '5.0', tag: 'cp39-cp39-win_amd64' });

const ask = (index: Partial<IndexOptions>, more: Partial<Parameters<FindSources>[0]> = {}) =>
  findSources({
    package: 'standin-src',
    specifiers: [],
    python: '3.12.1',
    variantIndex: null,
    index: { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false, ...index },
    signal: new AbortController().signal,
    onLine: () => undefined,
    ...more,
  });

/** A server that gives every request this page. */
const served = async (page: string, type = 'text/html', status = 200): Promise<string> => {
  const server = createServer((_request, response) => response.writeHead(status, { 'content-type': type }).end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/simple`;
};

describe('source archives', () => {
  it.each([true, false])('are found on the page of a project, the newest that suits first (JSON: %s)', async (json) => {
    const index = await startLocalIndex([wheel], { json, sources: [...sources, later] });
    onTestFinished(() => index.stop());
    expect(await ask({ indexUrl: index.url })).toEqual({ version: '3.0rc1', isComplete: true });
    expect(await ask({ indexUrl: index.url }, { specifiers: ['<3', '!=2.0'] })).toEqual({
      version: '1.0',
      isComplete: true,
    });
    expect(await ask({ indexUrl: index.url }, { python: '3.99.0' })).toMatchObject({ version: '4.0' });
    expect(await ask({ indexUrl: index.url }, { specifiers: ['>9'] })).toEqual({ version: null, isComplete: true });
    expect(await ask({ indexUrl: index.url }, { package: 'other' })).toEqual({ version: null, isComplete: true });
  });

  it('are found in further indexes and in a folder, also without network', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'source archives '));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'standin_src-1.5.tar.gz'), '');
    const index = await startLocalIndex([], { sources });
    onTestFinished(() => index.stop());
    const empty = await served('nothing', 'text/plain', 404);
    expect(await ask({ indexUrl: empty, extraIndexUrls: [index.url] })).toMatchObject({ version: '3.0rc1' });
    expect(await ask({ findLinks: folder, offline: true })).toEqual({ version: '1.5', isComplete: true });
    expect(await ask({ findLinks: pathToFileURL(folder).href, offline: true })).toMatchObject({ version: '1.5' });
    if (process.platform !== 'win32')
      expect(await ask({ findLinks: 'file://elsewhere/x', offline: true })).toEqual({
        version: null,
        isComplete: false,
      });
    const asked = index.requests.length;
    expect(await ask({ indexUrl: index.url, offline: true })).toEqual({ version: null, isComplete: false });
    expect(index.requests.length).toBe(asked);
  });

  it('that are withdrawn count only where their very version is asked for', async () => {
    const page = await served('<A data-yanked=""\n href=\'/f/standin_src-1.0.tar.gz#sha256=0\' >x</a>');
    expect(await ask({ indexUrl: page })).toEqual({ version: null, isComplete: true });
    expect(await ask({ indexUrl: page }, { specifiers: ['==1.0'] })).toMatchObject({ version: '1.0' });
    const json = JSON.stringify({ files: [{ filename: 'standin_src-1.0.zip', yanked: 'a mistake' }] });
    expect(await ask({ indexUrl: await served(json, 'application/vnd.pypi.simple.v1+json') })).toMatchObject({
      version: null,
    });
  });

  it('are not told where the index cannot be asked', async () => {
    const unknown = { version: null, isComplete: false };
    expect(await ask({ indexUrl: await served('busy', 'text/plain', 503) })).toEqual(unknown);
    expect(await ask({ indexUrl: await served('{"files": 7}', 'application/json') })).toEqual(unknown);
    expect(await ask({ indexUrl: 'http://127.0.0.1:9/simple' })).toEqual(unknown);
  });

  it('are looked for in a hostile page without getting stuck', async () => {
    const page = `${'<a '.repeat(300_000)}${'<a href='.repeat(100_000)}<a href="../standin%5Fsrc-1.0.tar.gz" data-requires-python="&gt;=3.8">`;
    const began = performance.now();
    expect(await ask({ indexUrl: await served(page) })).toEqual({ version: '1.0', isComplete: true });
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
