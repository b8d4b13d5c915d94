import type { ServerResponse } from 'node:http';
import type { Event } from '../../shared/events.ts';
import type { Engine } from '../engine/run-request.ts';
import { pageHeaders } from '../page-policy.ts';
import type { Refusal } from './guard.ts';

/** Bytes that may wait for a reader that does not read; past it the reader is cut off and comes back for a snapshot. */
const backlogLimit = 4 * 1024 * 1024;
const heartbeatMs = 15_000;
/** Browsers open six connections to a host at most; more streams than these are not from one person. */
const streamLimit = 16;

/**
 * Server-sent events: each message is a JSON array of events in order, as the engine gave them.
 *
 * Nothing is lost between a snapshot and the stream, because the view opens the stream first and
 * takes its snapshot after `open`: what the snapshot lacks, the stream carries, and the fold passes
 * over what it holds already. After a stream that was cut the browser opens another, and the view
 * does the same again.
 */
export interface EventStreams {
  /** Begins a stream, or says why not. */
  add: (response: ServerResponse) => Refusal | null;
  stop: () => void;
}

export const createEventStreams = (engine: Pick<Engine, 'subscribe'>): EventStreams => {
  const readers = new Set<ServerResponse>();

  const drop = (reader: ServerResponse): void => {
    readers.delete(reader);
    reader.destroy();
  };

  const send = (text: string): void => {
    for (const reader of readers) {
      reader.write(text);
      if (reader.writableLength > backlogLimit) drop(reader);
    }
  };

  const unsubscribe = engine.subscribe((events: readonly Event[]) => send(`data: ${JSON.stringify(events)}\n\n`));
  // Comments keep proxies and forwarded ports from closing a silent connection, and find dead ones.
  const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
  heartbeat.unref();

  return {
    add: (response) => {
      if (readers.size >= streamLimit) return { status: 503, reason: 'too many pages are open' };
      readers.add(response);
      // A reader that left is no error: it comes back for a snapshot, or it does not.
      response.on('close', () => drop(response)).on('error', () => drop(response));
      response.writeHead(200, { ...pageHeaders, 'Content-Type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 1000\n\n');
      return null;
    },
    stop: () => {
      clearInterval(heartbeat);
      unsubscribe();
      for (const reader of readers) reader.end();
    },
  };
};
