import { randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Arrival, Arrived } from '../../arrival.ts';
import type { ComingWheel } from '../../interfaces/backends.ts';
import { errorCode } from '../error-code.ts';
import { fileNameOf } from '../file-name-of.ts';

const host = '127.0.0.1';
const chunkBytes = 256 * 1024;

export interface WheelServer {
  /** Page that links to each wheel with its hash, as `--find-links` takes it. Nobody else can guess it. */
  url: string;
  /** Ends what is being sent. */
  close: () => Promise<void>;
}

/**
 * Gives wheels to a program of ours while they are still coming: an answer has what is on the disk
 * already and waits for the rest. A wheel that has to begin anew ends its answer before the end. Throws the system's errors where it lets nobody listen.
 */
export const serveWheels = async (wheels: readonly ComingWheel[]): Promise<WheelServer> => {
  const sending = new Set<AbortController>();
  const home = `/${randomBytes(16).toString('hex')}/`;
  const served = new Map(wheels.map((wheel) => [fileNameOf(wheel.url), wheel]));
  const page = pageOf(served);
  const server = createServer((request, response) => {
    const { method, url = '' } = request;
    const wheel = served.get(nameAfter(home, url));
    if (method !== 'GET' || (url !== home && wheel === undefined)) {
      response.writeHead(404).end();
      return;
    }
    if (wheel === undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const length = wheel.bytes === null ? {} : { 'content-length': wheel.bytes };
    response.writeHead(200, { 'content-type': 'application/octet-stream', ...length });
    const stop = new AbortController();
    sending.add(stop);
    response.once('close', () => {
      sending.delete(stop);
      stop.abort();
    });
    send(wheel.arrival, response, stop.signal).then(
      () => response.end(),
      // The program at the other end sees that it is cut off, and says so.
      () => response.destroy(),
    );
  });
  // It waits as long as the download does.
  server.requestTimeout = 0;
  const port = await listen(server);
  return {
    url: `http://${host}:${port}${home}`,
    close: () =>
      new Promise((resolve) => {
        for (const stop of sending) stop.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('a server on this computer has no port'));
      else {
        // A connection that the system does not hand over is the other end's to notice.
        server.off('error', reject).on('error', () => undefined);
        resolve(address.port);
      }
    });
  });

/** Names come from an index: encoded, no character of theirs means anything to HTML. */
const pageOf = (served: ReadonlyMap<string, ComingWheel>): string =>
  `<!DOCTYPE html>\n${[...served]
    .map(
      ([name, { sha256 }]) => `<a href="${encodeURIComponent(name)}#sha256=${encodeURIComponent(sha256)}">wheel</a>\n`,
    )
    .join('')}`;

/** Empty where the address is none of ours. */
const nameAfter = (home: string, url: string): string => {
  try {
    return url.startsWith(home) ? decodeURIComponent(url.slice(home.length)) : '';
  } catch {
    // Of no form that decodes.
    return '';
  }
};

const send = async (arrival: Arrival, response: ServerResponse, signal: AbortSignal): Promise<void> => {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let file: FileHandle | null = null;
  let place = 0;
  let restarts = arrival.restarts();
  try {
    for (;;) {
      signal.throwIfAborted();
      const arrived = arrival.now();
      if (file === null) restarts = arrival.restarts();
      if (restarts !== arrival.restarts()) throw new Error('the wheel begins anew');
      if (arrived?.whole === true && place === arrived.bytes) return;
      if (arrived !== null && arrived.bytes > place) file ??= await openWhereItIs(arrived);
      if (arrived === null || file === null || arrived.bytes <= place) {
        if (arrival.now() === arrived) await arrival.changed(signal);
        continue;
      }
      const wanted = Math.min(buffer.length, arrived.bytes - place);
      const { bytesRead } = await file.read(buffer, 0, wanted, place);
      if (bytesRead === 0) throw new Error('the wheel has become shorter');
      await write(response, buffer.subarray(0, bytesRead));
      place += bytesRead;
    }
  } finally {
    await file?.close();
  }
};

/** null where it has been moved to its final place, of which there is news in a moment. Of what was there already, and somebody has deleted, is none. */
const openWhereItIs = async ({ path, whole }: Arrived): Promise<FileHandle | null> => {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && !whole) return null;
    throw error;
  }
};

/** Returns when the system has the bytes, so that the buffer is free again. */
const write = (response: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    response.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
