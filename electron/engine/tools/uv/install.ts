import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Cancelled, Failing } from '../../failing.ts';
import type { Backend } from '../../interfaces/backends.ts';
import { offlineRequirements } from '../backends/offline-requirements.ts';
import { fillStaging } from '../backends/staging.ts';
import { emptyFolder } from '../empty-folder.ts';
import { errorCode } from '../error-code.ts';
import { asFailing } from '../work-folder.ts';
import { uvCacheFolder, uvEnvironment } from './environment.ts';
import { installedPackage, isAllUnpacked } from './progress-lines.ts';
import { runUv, type UvTool } from './run.ts';
import { serveWheels, type WheelServer } from './wheel-server.ts';

/**
 * Installs the wheels and nothing else. With a prefix, uv looks at nothing that is installed
 * elsewhere, and scripts still name the environment's Python. It unpacks into its cache and puts hard
 * links into place: with a cache of this install alone, on the same volume and thrown away, nothing
 * is written twice and no damage is shared (uv#14479).
 */
export const installWithUv =
  (tool: UvTool): Backend['install'] =>
  async ({ environment, staging, scratch, wheels, signal, onLine, onInstalled }) => {
    if (wheels.length === 0) return;
    const ahead = await readNote(scratch);
    if (ahead === null) await bringInterpreters(uvCacheFolder(tool.cacheFolder), scratch);
    const isUnpacked = ({ sha256 }: { sha256: string }): boolean => ahead?.wheels.includes(sha256) === true;
    const filling = fillStaging({ command: tool.command, environment, staging, signal }, (python) =>
      installFrom(tool, {
        target: ['--prefix', staging, '--offline'],
        links: ahead?.links ?? null,
        path: staging,
        cache: scratch,
        python,
        requirements: offlineRequirements(wheels.filter((one) => !isUnpacked(one))) + pinned(wheels.filter(isUnpacked)),
        signal,
        onLine: (line) => {
          onLine(line);
          const name = installedPackage(line);
          if (name !== null) onInstalled(name);
        },
      }),
    );
    await filling.catch(async (error: unknown) => {
      await emptyFolder(scratch);
      throw error;
    });
  };

/**
 * Gives uv the wheels by a server on this computer, as fast as they come: it unpacks what it downloads,
 * and compares the hash at the end. It does so only on the way to an install, and is ended as soon as it
 * comes to that: the links and folders of an install that nobody wants take as long to make and to delete
 * as those of the real one. What it has made of them goes with the rest of its cache. The real install then names the
 * same address, where nobody answers any more: what uv keeps of it says that everything is here.
 */
export const unpackWithUv =
  (tool: UvTool): NonNullable<Backend['unpack']> =>
  async ({ python, cache, wheels, signal, onLine }) => {
    let server: WheelServer | null = null;
    // AbortSignal.any is not in Node 18.
    const ending = new AbortController();
    const end = (): void => ending.abort();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      server = await serveWheels(wheels);
      await bringInterpreters(uvCacheFolder(tool.cacheFolder), cache);
      await untilUnpacked(
        signal,
        installFrom(tool, {
          target: ['--target', join(cache, 'linked')],
          links: server.url,
          path: cache,
          cache,
          python,
          requirements: pinned(wheels),
          signal: ending.signal,
          onLine: (line) => {
            onLine(line);
            if (isAllUnpacked(line)) end();
          },
        }),
      );
      const note: Note = { links: server.url, wheels: wheels.map(({ sha256 }) => sha256) };
      await writeFile(join(cache, noteName), JSON.stringify(note));
    } catch (error) {
      throw asNotUnpacked(asFailing(error, cache));
    } finally {
      signal.removeEventListener('abort', end);
      await server?.close();
    }
  };

/** Ended by ourselves it has done what it was to do; `signal` is what cancels it. */
const untilUnpacked = (signal: AbortSignal, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Cancelled) || signal.aborted) throw error;
  });

/** Whatever the system refuses here, such as a server of ours, is no defect: the install does without. */
const asNotUnpacked = (error: unknown): unknown =>
  error instanceof Error && errorCode(error) !== null
    ? new Failing({ code: 'install-failed', layer: '', tool: 'uv', exitCode: null, detail: [error.message] })
    : error;

const noteName = 'unpacked.json';
const noteSchema = z.object({ links: z.url(), wheels: z.array(z.string()) });
/** Which wheels are unpacked in a cache, and the address that they came from. */
type Note = z.infer<typeof noteSchema>;

/** null where nothing was unpacked; then the install does it. */
const readNote = async (cache: string): Promise<Note | null> => {
  try {
    return noteSchema.safeParse(JSON.parse(await readFile(join(cache, noteName), 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};

const pinned = (wheels: readonly { name: string; version: string; sha256: string }[]): string =>
  wheels.map(({ name, version, sha256 }) => `${name}==${version} --hash=sha256:${sha256}\n`).join('');

interface Install {
  /** Where to, as uv's options. */
  target: readonly string[];
  /** Page of wheels, null for none. By a variable and not by an option: the list of processes is for everybody. */
  links: string | null;
  /** What a full disk is about. */
  path: string;
  cache: string;
  python: string;
  /** Requirements with hashes. */
  requirements: string;
  signal: AbortSignal;
  onLine: (line: string) => void;
}

const installFrom = async (tool: UvTool, install: Install): Promise<void> => {
  const { target, links, path, cache, python, requirements, signal, onLine } = install;
  const args = ['pip', 'install', ...target, '--no-deps', '--only-binary', ':all:', '--require-hashes'];
  await runUv(tool, [...args, '--no-index', '--python', python, '-r', '-'], {
    env: {
      ...uvEnvironment(tool.cacheFolder, null),
      ...(links === null ? {} : { UV_FIND_LINKS: links }),
      ...onThisComputer,
      UV_CACHE_DIR: cache,
      UV_LINK_MODE: 'hardlink',
    },
    offline: true,
    signal,
    input: requirements,
    onLine,
    path,
    otherwise: ({ exitCode, tail }) => ({ code: 'install-failed', layer: '', tool: 'uv', exitCode, detail: tail }),
  });
};

/** No proxy and no certificate has to do with it, and a wheel may take as long as it takes. */
const onThisComputer = {
  NO_PROXY: '127.0.0.1',
  no_proxy: '127.0.0.1',
  UV_SYSTEM_CERTS: undefined,
  UV_NATIVE_TLS: undefined,
  UV_HTTP_TIMEOUT: '1000000',
  UV_REQUEST_TIMEOUT: undefined,
  UV_HTTP_CONNECT_TIMEOUT: undefined,
  UV_CONCURRENT_DOWNLOADS: undefined,
  UV_KEYRING_PROVIDER: undefined,
};

/**
 * What uv knows of interpreters (a few small files, which it compares with the interpreter each time):
 * asking this one again takes as long as a fifth of a small install.
 */
const bringInterpreters = async (cache: string, scratch: string): Promise<void> => {
  const names = await readdir(cache).catch(() => []);
  // Without them uv asks.
  for (const name of names.filter((one) => /^interpreter-v\d+$/.test(one)))
    await cp(join(cache, name), join(scratch, name), { recursive: true }).catch(() => undefined);
};
