import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Failing } from '../../electron/engine/failing.ts';
import { systemClock } from '../../electron/engine/tools/clock.ts';
import type { DownloadNote } from '../../electron/engine/tools/downloads/note.ts';
import { type FetchRequest, fetchWheels } from '../../electron/engine/tools/downloads.ts';
import { createHttp } from '../../electron/engine/tools/http.ts';
import { noIndex } from '../../electron/engine/tools/index-choice.ts';
import type { StoredWheel, WantedWheel } from '../../electron/engine/tools/wheelhouse/wheel.ts';
import { createWheelhouse, type Wheelhouse } from '../../electron/engine/tools/wheelhouse.ts';
import type { DownloadProgress } from '../../shared/download.ts';
import type { Failure } from '../../shared/failure.ts';
import { type FaultServer, type ServedFile, startFaultServer } from './fault-server.ts';
import { generatedContent, type ServedContent } from './served-content.ts';

export const mib = 1024 * 1024;

/** A wheelhouse in a folder that goes with the test. */
export const useWheelhouse = async (): Promise<Wheelhouse> => {
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-wheels-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return createWheelhouse({ folder: join(folder, 'house') });
};

export const useFaultServer = async (
  files: Record<string, ServedFile> = {},
  options: { credentials?: string } = {},
): Promise<FaultServer> => {
  const server = await startFaultServer(files, options);
  onTestFinished(() => server.stop());
  return server;
};

/** Serves a wheel of generated content, and answers with what an index would say of it. */
export const serveWheel = async (
  server: FaultServer,
  name: string,
  bytes: number,
  { seed = 1, ...file }: { seed?: number } & Partial<Omit<ServedFile, 'content'>> = {},
): Promise<WantedWheel & { sha256: string; content: ServedContent }> => {
  const filename = `${name.replaceAll('-', '_')}-1.0-py3-none-any.whl`;
  const content = generatedContent(bytes, seed);
  server.files.set(`/${filename}`, { content, ...file });
  const url = `${server.origin}/${filename}`;
  return { name, version: '1.0', filename, url, sha256: await content.sha256(), bytes, content };
};

export interface Fetched {
  stored: StoredWheel[];
  failure: Failure | null;
  notes: DownloadNote[];
  progress: DownloadProgress[];
}

/** Fetches, and tells a failure instead of throwing it. */
export const fetchTold = async (
  wheelhouse: Wheelhouse,
  wheels: readonly WantedWheel[],
  options: Partial<FetchRequest> & { stallMs?: number } = {},
): Promise<Fetched> => {
  const http = await createHttp(noIndex, { env: {}, home: 'absent', stallMs: options.stallMs ?? 5000 });
  const told: Fetched = { stored: [], failure: null, notes: [], progress: [] };
  try {
    told.stored = await fetchWheels({
      wheelhouse,
      http,
      wheels,
      offline: false,
      signal: new AbortController().signal,
      clock: systemClock,
      onProgress: (progress) => told.progress.push(progress),
      onNote: (note) => told.notes.push(note),
      ...options,
    });
  } catch (error) {
    if (!(error instanceof Failing)) throw error;
    told.failure = error.failure;
  } finally {
    await http.close();
  }
  return told;
};

export const notesOf = ({ notes }: Fetched): string[] =>
  notes.map((note) => (note.kind === 'started-again' ? `${note.kind}: ${note.why}` : note.kind));
