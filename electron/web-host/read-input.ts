import type { IncomingMessage } from 'node:http';
import type { Refusal } from './guard.ts';

/** Bytes of a body at most: the largest call is a folder's path of 4096 characters. */
export const bodyLimit = 64 * 1024;

/** A POST's JSON body. It is parsed, not yet checked: that is the answer's part. */
export const readInput = async (request: IncomingMessage): Promise<{ input: unknown } | { refusal: Refusal }> => {
  const type = request.headers['content-type'] ?? '';
  // A form of another page can only send three other types without asking this host first (CORS).
  if (!/^application\/json(?:\s*;|$)/i.test(type)) return { refusal: { status: 415, reason: 'its body is not JSON' } };
  const body = await readBody(request);
  if (body === null) return { refusal: { status: 413, reason: `its body is longer than ${bodyLimit} bytes` } };
  try {
    return { input: JSON.parse(body) };
  } catch {
    return { refusal: { status: 400, reason: 'its body is not JSON' } };
  }
};

/** null where the body is too long; what comes after the limit is thrown away. */
const readBody = (request: IncomingMessage): Promise<string | null> =>
  new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return resolve(null);
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > bodyLimit) resolve(null);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
