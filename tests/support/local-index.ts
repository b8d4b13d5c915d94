import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SourceArchive } from './source-archive.ts';
import type { Wheel } from './wheel.ts';

export interface LocalIndexOptions {
  /** Source archives, served beside the wheels. */
  sources?: readonly SourceArchive[];
  /** PEP 691 JSON where the client asks for it. Default true. */
  json?: boolean;
  /** METADATA beside each wheel (PEP 658), so that resolving downloads no wheel. Default true. */
  metadata?: boolean;
  /** Basic credentials that every request must carry, as `user:password`. */
  credentials?: string;
  /** What its line carries, for all connections together. As fast as the machine where left out. */
  bytesPerSecond?: number;
}

/** What is done to a request instead of answering it as usual. */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** The connection is cut after that many bytes of the body, which its length had promised. */
  | { kind: 'cut'; afterBytes: number }
  /** Nothing more is sent after that many bytes of the body, and the connection stays open. */
  | { kind: 'stall'; afterBytes: number }
  | { kind: 'delay'; ms: number }
  /** The body has the right length and one wrong byte in its middle. */
  | { kind: 'corrupt' };

/** Holds for the next `times` requests (1 where left out) whose path matches. */
export type FaultRule = { match: RegExp; times?: number } & Fault;

export interface LocalIndex {
  /** Of the simple API, with a slash at its end. */
  url: string;
  /** The same with the credentials in it, where the index asks for some. */
  urlWithCredentials: string;
  /** Every request in the order of arrival, as `GET /simple/name/`, with ` bytes=0-9` where it asks for a range. */
  requests: string[];
  /** Bytes of the body that each request for a file was given, as the system took them. */
  sent: { path: string; bytes: number }[];
  fail: (rule: FaultRule) => void;
  /** Closes the server and every connection. */
  stop: () => Promise<void>;
}

const htmlType = 'application/vnd.pypi.simple.v1+html';
const jsonType = 'application/vnd.pypi.simple.v1+json';

const normalised = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface Answer {
  status: number;
  type: string;
  body: Buffer;
}

const text = (status: number, body: string, type = 'text/plain'): Answer => ({ status, type, body: Buffer.from(body) });

/** Something that an index lists. */
type Listed = Wheel | SourceArchive;

/** Only a wheel's METADATA is served beside it. */
const metadataBeside = (file: Listed, withMetadata: boolean): string | null =>
  withMetadata && 'metadata' in file ? file.metadata : null;

const htmlPage = (wheels: readonly Listed[], withMetadata: boolean): Answer => {
  const links = wheels.map((wheel) => {
    const beside = metadataBeside(wheel, withMetadata);
    const metadata = beside !== null ? ` data-core-metadata="sha256=${sha256(beside)}"` : '';
    const href = `../../files/${wheel.filename}#sha256=${wheel.sha256}`;
    return `<a href="${href}" data-requires-python="${escaped(wheel.requiresPython)}"${metadata}>${wheel.filename}</a><br>`;
  });
  const head = '<meta name="pypi:repository-version" content="1.1">';
  return text(200, `<!DOCTYPE html><html><head>${head}</head><body>${links.join('\n')}</body></html>`, htmlType);
};

const jsonPage = (name: string, wheels: readonly Listed[], withMetadata: boolean): Answer => {
  const hashOf = (text: string | null) => (text === null ? false : { sha256: sha256(text) });
  const files = wheels.map((wheel) => ({
    filename: wheel.filename,
    url: `../../files/${wheel.filename}`,
    hashes: { sha256: wheel.sha256 },
    'requires-python': wheel.requiresPython,
    size: wheel.bytes.length,
    'core-metadata': hashOf(metadataBeside(wheel, withMetadata)),
  }));
  const versions = [...new Set(wheels.map((wheel) => wheel.version))];
  return text(200, JSON.stringify({ meta: { 'api-version': '1.1' }, name, versions, files }), jsonType);
};

const rangeOf = (header: string | undefined, size: number): { start: number; end: number } | null => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null) return null;
  const [, from = '', to = ''] = match;
  if (from === '') return { start: Math.max(0, size - Number(to)), end: size - 1 };
  return { start: Number(from), end: to === '' ? size - 1 : Math.min(size - 1, Number(to)) };
};

interface Line {
  /** Resolves when so many bytes are through. */
  carry: (bytes: number) => Promise<void>;
}

const createLine = (bytesPerSecond: number): Line => {
  let freeAt = 0;
  return {
    carry: async (bytes) => {
      const now = performance.now();
      freeAt = Math.max(freeAt, now) + (bytes * 1000) / bytesPerSecond;
      await new Promise((resolve) => setTimeout(resolve, freeAt - now));
    },
  };
};

/** In pieces, so that `record` counts what the system has taken; false where the other side went away. */
const sendBody = async (
  response: ServerResponse,
  body: Buffer,
  record: { bytes: number },
  line: Line | null,
): Promise<boolean> => {
  response.flushHeaders();
  for (let at = 0; at < body.length; at += pieceBytes) {
    const piece = body.subarray(at, at + pieceBytes);
    if (line !== null) await line.carry(piece.length);
    const taken = await new Promise<boolean>((resolve) => {
      const gone = (): void => resolve(false);
      response.once('close', gone);
      response.write(piece, (error) => {
        response.off('close', gone);
        resolve(error === null || error === undefined);
      });
    });
    if (!taken) return false;
    record.bytes += piece.length;
  }
  return true;
};

const pieceBytes = 256 * 1024;

const etags = new WeakMap<Uint8Array, string>();

/** Made once: a big wheel is asked for in many pieces. */
const etagOf = (body: Uint8Array): string => {
  const known = etags.get(body);
  if (known !== undefined) return known;
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  etags.set(body, etag);
  return etag;
};

/** A package index on 127.0.0.1 that serves these wheels, and fails when told to. */
export const startLocalIndex = async (
  wheels: readonly Wheel[],
  { json = true, metadata = true, credentials, sources = [], bytesPerSecond }: LocalIndexOptions = {},
): Promise<LocalIndex> => {
  const line = bytesPerSecond === undefined ? null : createLine(bytesPerSecond);
  const listed: readonly Listed[] = [...wheels, ...sources];
  const requests: string[] = [];
  const sent: { path: string; bytes: number }[] = [];
  const rules: { rule: FaultRule; left: number }[] = [];

  const answerTo = (path: string, accept: string): Answer => {
    const project = /^\/simple\/([^/]+)\/$/.exec(path)?.[1];
    if (project !== undefined) {
      const found = listed.filter((wheel) => normalised(wheel.name) === normalised(project));
      if (found.length === 0) return text(404, 'no such project');
      return json && accept.includes(jsonType)
        ? jsonPage(normalised(project), found, metadata)
        : htmlPage(found, metadata);
    }
    const file = /^\/files\/([^/]+?)(\.metadata)?$/.exec(path);
    const wheel = listed.find((candidate) => candidate.filename === file?.[1]);
    if (wheel === undefined) return text(404, 'no such file');
    if (file?.[2] === undefined) return { status: 200, type: 'application/octet-stream', body: wheel.bytes };
    const beside = metadataBeside(wheel, metadata);
    return beside === null ? text(404, 'no such file') : text(200, beside);
  };

  const faultFor = (path: string): Fault | null => {
    const found = rules.find(({ rule, left }) => left > 0 && rule.match.test(path));
    if (found === undefined) return null;
    found.left -= 1;
    return found.rule;
  };

  const send = (
    { path, request, response }: { path: string; request: IncomingMessage; response: ServerResponse },
    answer: Answer,
    fault: Fault | null,
  ): void => {
    const range = answer.status === 200 ? rangeOf(request.headers.range, answer.body.length) : null;
    if (range !== null && (range.start >= answer.body.length || range.end < range.start)) {
      response.writeHead(416, { 'content-range': `bytes */${answer.body.length}` }).end();
      return;
    }
    const body = Buffer.from(range === null ? answer.body : answer.body.subarray(range.start, range.end + 1));
    if (fault?.kind === 'corrupt') body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 0xff;
    response.writeHead(range === null ? answer.status : 206, {
      'content-type': answer.type,
      'content-length': body.length,
      'accept-ranges': 'bytes',
      ...(fault?.kind === 'status' ? fault.headers : {}),
      etag: etagOf(answer.body),
      ...(range === null ? {} : { 'content-range': `bytes ${range.start}-${range.end}/${answer.body.length}` }),
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const record = { path, bytes: 0 };
    sent.push(record);
    const stopsAt = fault?.kind === 'cut' || fault?.kind === 'stall' ? fault.afterBytes : body.length;
    void sendBody(response, body.subarray(0, stopsAt), record, line).then((whole) => {
      if (!whole || fault?.kind === 'stall') return;
      if (fault?.kind === 'cut') response.destroy();
      else response.end();
    });
  };

  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
    requests.push(`${request.method} ${path}${request.headers.range === undefined ? '' : ` ${request.headers.range}`}`);
    const given = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    if (credentials !== undefined && given !== credentials) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="local index"' }).end();
      return;
    }
    const fault = faultFor(path);
    const answer =
      fault?.kind === 'status' ? text(fault.status, 'failed on purpose') : answerTo(path, request.headers.accept ?? '');
    const exchange = { path, request, response };
    if (fault?.kind === 'delay') setTimeout(() => send(exchange, answer, fault), fault.ms).unref();
    else send(exchange, answer, fault);
  });
  // A test that forgets to stop it must not keep its worker alive.
  server.unref();
  server.on('connection', (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  const { port } = server.address() as AddressInfo;
  const at = (userinfo: string): string => `http://${userinfo}127.0.0.1:${port}/simple/`;
  return {
    url: at(''),
    urlWithCredentials: at(credentials === undefined ? '' : `${credentials}@`),
    requests,
    sent,
    fail: (rule) => {
      rules.push({ rule, left: rule.times ?? 1 });
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
