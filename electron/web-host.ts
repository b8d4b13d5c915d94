import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Failure, Result } from '../shared/failure.ts';
import type { Answer } from './answer.ts';
import { Failing } from './engine/failing.ts';
import type { Engine } from './engine/run-request.ts';
import { type PageFiles, readPageFiles } from './page-files.ts';
import { pageHeaders } from './page-policy.ts';
import type { LogDownloads } from './web-host/download-logs.ts';
import { createEventStreams, type EventStreams } from './web-host/event-streams.ts';
import { type Refusal, refuseForeign } from './web-host/guard.ts';
import { readInput } from './web-host/read-input.ts';
import { createSession, type Session } from './web-host/session.ts';

export interface WebHostOptions {
  answer: Answer;
  engine: Pick<Engine, 'subscribe'>;
  /** Left out: logs cannot be had. */
  downloads?: LogDownloads;
  /** 0 takes any free one. A taken one throws EADDRINUSE. */
  port: number;
  /** Folder of the built page. */
  pageFolder: string;
}

export interface WebHost {
  /** To be opened in a browser on this computer; its fragment is the right to do so. Print it, never log it. */
  url: string;
  /** Ends every connection; the engine is left as it is. */
  stop: () => Promise<void>;
}

/**
 * Serves the page on 127.0.0.1 for machines without a display. The page trades the token in its
 * address for a cookie (POST /session), then calls (POST /call/NAME), listens (GET /events) and has logs
 * exported (GET /logs.zip).
 * What is not expressly allowed is refused.
 */
export const startWebHost = async ({
  answer,
  engine,
  downloads,
  port,
  pageFolder,
}: WebHostOptions): Promise<WebHost> => {
  const files = await readPageFiles(pageFolder);
  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 10_000 });
  server.maxConnections = 64;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const actual = portOf(server);
  const session = createSession(actual);
  const streams = createEventStreams(engine);
  const context: Context = {
    answer,
    files,
    port: actual,
    session,
    streams,
    downloads,
  };
  server.on('request', (request, response) => {
    handle(context, request, response).catch((error: unknown) => replyBug(response, error));
  });
  return {
    url: `http://127.0.0.1:${actual}/#token=${session.token}`,
    stop: () =>
      new Promise((resolve) => {
        streams.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
};

interface Context {
  answer: Answer;
  files: PageFiles;
  port: number;
  session: Session;
  streams: EventStreams;
  downloads: LogDownloads | undefined;
}

const handle = async (context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const foreign = refuseForeign(request, context.port);
  if (foreign !== null) return refuse(response, foreign);
  // The target is compared as it was sent: nothing is decoded or resolved, so nothing can lead elsewhere.
  const [target = ''] = (request.url ?? '').split('?', 1);
  if (request.method === 'POST') return post(context, request, response, target);
  const file = context.files.get(target);
  if (file !== undefined) {
    response.writeHead(200, { ...pageHeaders, 'Content-Type': file.type, 'Content-Length': file.body.length });
    response.end(file.body);
    return;
  }
  if (target === '/logs.zip' && context.downloads !== undefined)
    return sendLogs({ ...context, downloads: context.downloads }, request, response);
  if (target !== '/events') return refuse(response, nothingHere);
  if (!context.session.isOpen(request.headers.cookie)) return refuse(response, noSession);
  const refusal = context.streams.add(response);
  if (refusal !== null) refuse(response, refusal);
};

const sendLogs = async (
  { session, downloads }: Pick<Context, 'session'> & { downloads: LogDownloads },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (!session.isOpen(request.headers.cookie)) return refuse(response, noSession);
  const [, query] = (request.url ?? '').split('?', 2);
  try {
    const refusal = await downloads.send(new URLSearchParams(query), response);
    if (refusal !== null) refuse(response, refusal);
  } catch (error) {
    if (!(error instanceof Failing) || response.headersSent) throw error;
    reply(response, 500, failed(error.failure));
  }
};

const post = async (
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
): Promise<void> => {
  const { session, answer } = context;
  const isOpen = session.isOpen(request.headers.cookie);
  const call = /^\/call\/([a-z-]{1,40})$/.exec(target)?.[1];
  if (call === undefined && target !== '/session') return refuse(response, nothingHere);
  if (call !== undefined && !isOpen) return refuse(response, noSession);
  const read = await readInput(request);
  if ('refusal' in read) return refuse(response, read.refusal);
  if (call !== undefined) {
    const result = await answer(call, read.input);
    return reply(response, result.ok || result.failure.code !== 'call-invalid' ? 200 : 400, result);
  }
  // A browser that is in already may open the printed address again.
  if (isOpen) return reply(response, 200, { ok: true, value: null });
  const cookie = session.trade(tokenOf(read.input));
  if (cookie === null) return refuse(response, wrongToken);
  reply(response, 200, { ok: true, value: null }, { 'Set-Cookie': cookie });
};

const tokenOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'token' in input ? input.token : undefined;

const nothingHere: Refusal = { status: 404, reason: 'there is nothing at this address' };
const noSession: Refusal = { status: 401, reason: 'this browser has not opened the address that the program printed' };
const wrongToken: Refusal = {
  status: 403,
  reason: 'the address is not the one that the program printed, or was opened in another browser before',
};

const refuse = (response: ServerResponse, { status, reason }: Refusal): void =>
  // What is left of a refused request's body is not read.
  reply(response, status, failed({ code: 'call-refused', reason }), {
    Connection: 'close',
    ...(status === 405 ? { Allow: 'GET, POST' } : {}),
  });

const replyBug = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent || response.destroyed) response.destroy();
  else
    reply(
      response,
      500,
      failed({ code: 'bug', message: error instanceof Error ? error.message : 'unknown', journal: null }),
    );
};

const failed = (failure: Failure): Result<never> => ({ ok: false, failure });

const reply = (
  response: ServerResponse,
  status: number,
  result: Result<unknown>,
  headers: Record<string, string> = {},
): void => {
  const body = Buffer.from(JSON.stringify(result));
  response.writeHead(status, {
    ...pageHeaders,
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(body);
};
