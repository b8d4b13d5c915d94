import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServedContent } from './served-content.ts';

/** Places are those of the file, also where a part of it is asked for. */
export type ServerFault =
  | { kind: 'status'; status: number; retryAfter?: number }
  /** The connection is cut before that byte. */
  | { kind: 'cut'; atByte: number }
  /** Nothing more is sent from that byte on, and the connection stays open. */
  | { kind: 'stall'; atByte: number }
  /** That byte is a wrong one. */
  | { kind: 'corrupt'; atByte: number }
  | { kind: 'drip'; bytesPerSecond: number }
  /** Says and sends so many bytes more (or fewer, below 0) than the file has. */
  | { kind: 'length'; by: number }
  /** Sends in chunks, without a length, so many bytes more (or fewer, below 0) than the file has. */
  | { kind: 'chunked'; by: number }
  | { kind: 'headers'; headers: Record<string, string> }
  | { kind: 'redirect'; to: string };

/** Holds for the next `times` requests whose path matches and that ask for the byte; for ever where left out. */
export type ServerRule = { match: RegExp; times?: number } & ServerFault;

export interface ServedFile {
  content: ServedContent;
  /** Whether parts are sent. Default true. */
  ranges?: boolean;
  /** With its quotes; null for none. */
  etag?: string | null;
  lastModified?: string | null;
}

export interface ServedRequest {
  path: string;
  range: string | null;
  ifRange: string | null;
  status: number;
  /** Bytes of the body that the system took from the server, at most 64 KiB more than that. */
  sent: number;
}

export interface FaultServer {
  origin: string;
  /** By path; may be changed at any time. */
  files: Map<string, ServedFile>;
  requests: ServedRequest[];
  /** Of all requests together. */
  sent: () => number;
  /** Most requests that were being answered at one moment. */
  mostAtOnce: () => number;
  fail: (rule: ServerRule) => void;
  heal: () => void;
  stop: () => Promise<void>;
}

/** A server of wheels on 127.0.0.1 that counts what it sends, and fails when told to. */
export const startFaultServer = async (
  given: Record<string, ServedFile>,
  { credentials }: { credentials?: string } = {},
): Promise<FaultServer> => {
  const files = new Map(Object.entries(given));
  const requests: ServedRequest[] = [];
  let rules: { rule: ServerRule; left: number }[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;

  const faultFor = (path: string, part: Part | null): ServerFault | null => {
    const meets = (rule: ServerRule): boolean =>
      rule.match.test(path) &&
      (!('atByte' in rule) || (part !== null && part.start <= rule.atByte && rule.atByte < part.end));
    const found = rules.find(({ rule, left }) => left > 0 && meets(rule));
    if (found === undefined) return null;
    found.left -= 1;
    return found.rule;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent(request.url ?? '/');
    const { range = null, authorization = '' } = request.headers;
    const ifRange = request.headers['if-range'] ?? null;
    const record: ServedRequest = {
      path,
      range,
      ifRange: ifRange === null ? null : String(ifRange),
      status: 0,
      sent: 0,
    };
    requests.push(record);
    const end = (status: number, headers: Record<string, string> = {}): void => {
      record.status = status;
      response.writeHead(status, headers).end();
    };
    const given = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
    if (credentials !== undefined && given !== credentials) return end(401, { 'www-authenticate': 'Basic realm="x"' });
    const file = files.get(path);
    const part = file === undefined ? null : partOf(file, { range, ifRange: record.ifRange });
    const fault = faultFor(path, part);
    if (fault?.kind === 'status')
      return end(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) });
    if (fault?.kind === 'redirect') return end(302, { location: fault.to });
    if (file === undefined || part === null) return end(404);
    await send(file, part, response, record, fault);
  };

  const server = createServer((request, response) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.on('close', () => {
      atOnce -= 1;
    });
    void answer(request, response);
  });
  // A test that forgets to stop it must not keep its worker alive.
  server.unref();
  server.on('connection', (socket: Socket) => socket.unref());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    requests,
    sent: () => requests.reduce((sum, { sent }) => sum + sent, 0),
    mostAtOnce: () => mostAtOnce,
    fail: (rule) => {
      rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    heal: () => {
      rules = [];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

interface Part {
  status: number;
  start: number;
  /** The first byte that is not of it. */
  end: number;
}

const partOf = (
  { content, ranges = true, etag = '"one"', lastModified = null }: ServedFile,
  { range, ifRange }: { range: string | null; ifRange: string | null },
): Part => {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const holds = ifRange === null || ifRange === etag || ifRange === lastModified;
  if (!ranges || from === undefined || !holds) return { status: 200, start: 0, end: content.bytes };
  const start = Number(from);
  if (start >= content.bytes) return { status: 416, start: 0, end: 0 };
  return { status: 206, start, end: to === '' ? content.bytes : Math.min(content.bytes, Number(to) + 1) };
};

const send = async (
  file: ServedFile,
  part: Part,
  response: ServerResponse,
  record: ServedRequest,
  fault: ServerFault | null,
): Promise<void> => {
  const { content, etag = '"one"', lastModified = null } = file;
  record.status = part.status;
  const by = fault?.kind === 'length' || fault?.kind === 'chunked' ? fault.by : 0;
  const total = content.bytes + by;
  const end = part.end === content.bytes ? total : Math.min(part.end, total);
  response.writeHead(part.status, {
    'content-type': 'application/zip',
    ...(fault?.kind === 'chunked' ? {} : { 'content-length': end - part.start }),
    ...(etag === null ? {} : { etag }),
    ...(lastModified === null ? {} : { 'last-modified': lastModified }),
    ...(part.status === 206 ? { 'content-range': `bytes ${part.start}-${end - 1}/${total}` } : {}),
    ...(part.status === 416 ? { 'content-range': `bytes */${total}` } : {}),
    ...(fault?.kind === 'headers' ? fault.headers : {}),
  });
  response.flushHeaders();
  for (let place = part.start; place < end; ) {
    const chunk = chunkAt(content, place, end, fault);
    if (chunk.length === 0) {
      if (fault?.kind !== 'cut') return;
      // What the other side has not read by then is lost with the connection.
      await pause(100);
      response.destroy();
      return;
    }
    place += chunk.length;
    record.sent += chunk.length;
    if (!(await written(response, chunk))) return;
    if (fault?.kind === 'drip') await pause((chunk.length * 1000) / fault.bytesPerSecond);
  }
  response.end();
};

/** Nothing where the fault is to happen. */
const chunkAt = (content: ServedContent, place: number, end: number, fault: ServerFault | null): Buffer => {
  const whole = place < content.bytes ? content.from(place) : Buffer.alloc(Math.min(end - place, 64 * 1024));
  const chunk = whole.subarray(0, end - place);
  switch (fault?.kind) {
    case 'cut':
    case 'stall':
      return chunk.subarray(0, fault.atByte - place);
    case 'corrupt': {
      const at = fault.atByte - place;
      if (at < 0 || at >= chunk.length) return chunk;
      const wrong = Buffer.from(chunk);
      wrong[at] = (wrong[at] ?? 0) ^ 0xff;
      return wrong;
    }
    case 'drip':
      return chunk.subarray(0, Math.max(1, Math.floor(fault.bytesPerSecond / 50)));
    default:
      return chunk;
  }
};

/** False where the other side went away. */
const written = (response: ServerResponse, chunk: Buffer): Promise<boolean> =>
  new Promise((resolve) => {
    const gone = (): void => resolve(false);
    response.once('close', gone);
    response.write(chunk, (error) => {
      response.off('close', gone);
      resolve(error === undefined || error === null);
    });
  });
