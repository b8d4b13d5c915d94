import { startFaultServer } from '../support/fault-server.ts';
import { generatedContent } from '../support/served-content.ts';

/** Serves a generated file of so many bytes until it is ended; prints its origin and its SHA-256. */
const [, , bytes = '0'] = process.argv;
const content = generatedContent(Number(bytes));
const { origin } = await startFaultServer({ '/standin-1.0-py3-none-any.whl': { content } });
process.stdout.write(`${JSON.stringify({ origin, sha256: await content.sha256() })}\n`);
setInterval(() => undefined, 60_000);
