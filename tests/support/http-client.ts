import { inspect } from 'node:util';
import { afterEach, expect } from 'vitest';
import { createHttp, type HttpAnswer, type HttpClient, type HttpOptions } from '../../electron/engine/tools/http.ts';
import type { IndexChoice } from '../../electron/engine/tools/index-choice.ts';
import { NetworkError } from '../../electron/engine/tools/network-error.ts';
import { type NetworkProblem, networkProblemSchema } from '../../shared/network-problem.ts';
import { indexChoice } from './index-choice.ts';

/** Every secret that the tests of the client plant has this in it. */
export const canary = 'c4nary';

const opened: { stop: () => Promise<void> }[] = [];
const clients: HttpClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await Promise.all(opened.splice(0).map((server) => server.stop()));
});

/** Stops a server after the test. */
export const started = async <S extends { stop: () => Promise<void> }>(server: Promise<S>): Promise<S> => {
  opened.push(await server);
  return server;
};

/** A client that knows nothing of this computer's own settings, closed after the test. */
export const client = async (choice: Partial<IndexChoice> = {}, options: HttpOptions = {}): Promise<HttpClient> => {
  const http = await createHttp(indexChoice(choice), { env: {}, home: 'absent', ...options });
  clients.push(http);
  return http;
};

export const get = (
  http: HttpClient,
  url: string,
  headers: Record<string, string> = {},
  signal = new AbortController().signal,
): Promise<HttpAnswer> => http.get(url, { signal, headers });

export const textOf = async ({ body }: HttpAnswer): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** The problem that a request ends with; it holds no planted secret, nor does anything else of what is thrown. */
export const problemOf = async (request: Promise<unknown>): Promise<NetworkProblem> => {
  const error = await request.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(canary);
  if (!(error instanceof NetworkError)) throw error;
  expect(networkProblemSchema.parse(JSON.parse(JSON.stringify(error.problem)))).toEqual(error.problem);
  return error.problem;
};
