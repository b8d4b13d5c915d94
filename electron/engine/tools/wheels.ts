import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertNever } from '../../../shared/assert-never.ts';
import { bytes as bytesOf } from '../../../shared/wording/amounts.ts';
import { texts } from '../../../shared/wording/catalogue.ts';
import { wordNetworkProblem } from '../../../shared/wording/network-problems.ts';
import { Failing } from '../failing.ts';
import type { Clock } from '../interfaces/clock.ts';
import type { FetchNote, FetchRequest, NetworkRequest, Pin, Wheels } from '../interfaces/wheels.ts';
import type { DownloadNote } from './downloads/note.ts';
import { fetchWheels, missingBytes } from './downloads.ts';
import { fileNameOf } from './file-name-of.ts';
import { createHttp, type HttpClient } from './http.ts';
import { readIndexChoice } from './index-choice.ts';
import type { StoredWheel as Kept, WantedWheel } from './wheelhouse/wheel.ts';
import { isWheelName } from './wheelhouse/wheel-name.ts';
import { createWheelhouse, type Wheelhouse } from './wheelhouse.ts';
import { buildWheel } from './wheels/build-wheel.ts';
import { torchInWheel } from './wheels/torch-in-wheel.ts';
import { unpackedBytesOf } from './wheels/unpacked-bytes.ts';

const never = new AbortController().signal;

/** See Wheels. The wheelhouse is in the application's cache. */
export const createWheels = ({ cacheFolder, clock }: { cacheFolder: string; clock: Clock }): Wheels => {
  const wheelhouse = createWheelhouse({ folder: join(cacheFolder, 'wheelhouse'), clock });
  let prepared: { key: string; http: Promise<HttpClient> } | null = null;
  const clientFor = async ({ index, variantIndex, onLine }: NetworkRequest): Promise<HttpClient> =>
    createHttp(await readIndexChoice(index, variantIndex, onLine));
  return {
    prepare: (request) => {
      const key = keyOfClient(request);
      if (prepared?.key === key) return;
      prepared = { key, http: clientFor(request) };
      // Whoever fetches makes another one and hears why.
      prepared.http.then((http) => http.prepare()).catch(() => undefined);
    },
    missing: async (pins) => {
      const sizes = await Promise.all(
        pins.map(async (pin) => [pin.name, await missingBytes(wheelhouse, wantedOf(pin))] as const),
      );
      return new Map(sizes);
    },
    fetch: async (request) => {
      const { pins, builder, index, signal, onProgress, onNote, onArrived = ignore } = request;
      const ready = prepared?.key === keyOfClient(request) ? await prepared.http.catch(() => null) : null;
      prepared = null;
      const http = ready ?? (await clientFor(request));
      const common = { wheelhouse, http, offline: index.offline, signal, clock };
      try {
        const wanted = pins.map(wantedOf);
        const built = await builtBefore(wheelhouse, wanted, { builder, signal });
        const fetched = await fetchWheels({
          ...common,
          wheels: wanted.filter((one) => !built.has(one)),
          onArrived,
          onProgress,
          onNote: (note) => onNote(told(note)),
        });
        const keep = async (wheel: WantedWheel): Promise<Kept> => {
          const [kept] = await fetchWheels({ ...common, wheels: [wheel], onProgress: ignore, onNote: ignore });
          if (kept === undefined) throw new Error(`${wheel.filename} was not kept`);
          return kept;
        };
        const wheels = [...built.values()];
        for (const one of fetched) {
          if (isWheelName(one.filename)) wheels.push(one);
          else {
            if (builder === null) throw new Error(`nothing can build ${one.filename}`);
            onNote({ kind: 'building', package: one.name, detail: one.version });
            const made = await buildWheel(one, { wheelhouse, builder, cacheFolder, keep, signal });
            wheels.push(made);
          }
        }
        return wheels.map(({ name, version, path, sha256, bytes }) => ({ name, version, path, sha256, bytes }));
      } finally {
        await http.close();
      }
    },
    hold: async (signal) => (await wheelhouse.hold(signal)).release,
    unpackedBytes: async (wheels) => {
      let bytes = 0;
      for (const { path } of wheels) bytes += await unpackedBytesOf(path);
      return bytes;
    },
    torch: torchInWheel,
    links: async () => [...new Set((await wheelhouse.all()).map(({ path }) => pathToFileURL(dirname(path)).href))],
    evict: async (names) => {
      await wheelhouse.evict(names, never);
    },
    usage: async () => {
      const { bytes, wheels } = await wheelhouse.size();
      return { folder: wheelhouse.folder, bytes, wheels };
    },
    prune: (request) => wheelhouse.prune({ ...request, now: clock.now(), signal: never }),
  };
};

const ignore = (): void => undefined;

/** Wheels of source archives that were built before for the same Python. */
const builtBefore = async (
  wheelhouse: Wheelhouse,
  wanted: readonly WantedWheel[],
  { builder, signal }: Pick<FetchRequest, 'builder' | 'signal'>,
): Promise<Map<WantedWheel, Kept>> => {
  const found = new Map<WantedWheel, Kept>();
  if (builder === null) return found;
  for (const one of wanted) {
    const known = isWheelName(one.filename) ? null : await wheelhouse.built(one, builder.tag);
    const wheel = known === null ? null : await wheelhouse.find(known, { signal });
    if (wheel !== null) found.set(one, wheel);
  }
  return found;
};

const keyOfClient = ({ index, variantIndex }: NetworkRequest): string => JSON.stringify([index, variantIndex]);

/** Throws Failing download-failed where no index names the wheel's address. */
const wantedOf = ({ name, version, url, sha256, bytes }: Pin): WantedWheel => {
  if (url === null)
    throw new Failing({ code: 'download-failed', package: name, cause: 'no index names its address', problem: null });
  return { name, version, filename: fileNameOf(url), url, sha256, bytes };
};

const told = ({ package: name, ...note }: DownloadNote): FetchNote => {
  switch (note.kind) {
    case 'resumed':
      return { kind: 'resumed', package: name, detail: texts().downloads.notes.hereAlready(bytesOf(note.fromBytes)) };
    case 'reconnected':
      return {
        kind: 'resumed',
        package: name,
        detail: texts().downloads.notes.connectionLost(bytesOf(note.atBytes), wordNetworkProblem(note.problem).cause),
      };
    case 'started-again':
      return { kind: 'restarted', package: name, detail: texts().downloads.notes[restarts[note.why]] };
    case 'damaged-entry':
      return { kind: 'damaged', package: name, detail: texts().downloads.notes.damagedEntry };
    case 'waits-for-other':
      return { kind: 'awaited', package: name, detail: texts().holders.process(note.pid) };
    default:
      return assertNever(note);
  }
};

const restarts = {
  'no-range': 'wholeFilesOnly',
  changed: 'changedOnServer',
  damaged: 'leftDamaged',
} as const;
