import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runIdSchema } from '../../shared/run-log.ts';
import { Cancelled } from '../engine/failing.ts';
import type { Engine } from '../engine/run-request.ts';
import { environmentOf, exportName } from '../log-calls.ts';
import { pageHeaders } from '../page-policy.ts';
import type { Refusal } from './guard.ts';

export interface LogDownloads {
  /** Answers with a zip of the logs that `query` names (`run=ID`, or nothing for all), or says why not. Throws Failing. */
  send: (query: URLSearchParams, response: ServerResponse) => Promise<Refusal | null>;
}

/**
 * An export for a browser, which has its own way to ask where a file goes. It is written into
 * `folder`, one of our own, and deleted when it was sent; a browser that leaves stops it. One at a time.
 */
export const createLogDownloads = (engine: Pick<Engine, 'logs' | 'exportLogs'>, folder: string): LogDownloads => {
  let isAtWork = false;
  const write = async (run: string | null, response: ServerResponse): Promise<void> => {
    const left = new AbortController();
    response.on('close', () => left.abort());
    const out = join(folder, `${randomUUID()}.zip`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const environment = await environmentOf(engine, run);
      await engine.exportLogs({ out, environment, signal: left.signal });
      response.writeHead(200, {
        ...pageHeaders,
        'Content-Type': 'application/zip',
        'Content-Length': (await stat(out)).size,
        'Content-Disposition': `attachment; filename="${exportName()}"`,
      });
      await pipeline(createReadStream(out), response);
    } catch (error) {
      // The browser left: there is nobody to answer.
      if (!(error instanceof Cancelled) && !left.signal.aborted) throw error;
    } finally {
      await rm(out, { force: true });
    }
  };
  return {
    send: async (query, response) => {
      const run = query.get('run');
      if (run !== null && !runIdSchema.safeParse(run).success) return { status: 400, reason: 'it names no run' };
      if (isAtWork) return { status: 503, reason: 'another export is at work' };
      isAtWork = true;
      try {
        await write(run, response);
        return null;
      } finally {
        isAtWork = false;
      }
    },
  };
};
