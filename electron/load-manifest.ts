import { open } from 'node:fs/promises';
import { validRange } from '@renovatebot/pep440';
import type { Result } from '../shared/failure.ts';
import { type Manifest, manifestProblems, manifestSchema } from '../shared/manifest.ts';
import { normalizeName, parseRequirement } from './engine/requirement.ts';
import { jsonProblem } from './json-problem.ts';

/** Bytes of a manifest at most; the default one has 4 kB. */
const sizeLimit = 1024 * 1024;
/** More problems than a person reads in one go are counted only. */
const shownProblems = 10;

/**
 * Reads and parses a manifest. Failures: manifest-missing where nothing is there, manifest-invalid
 * with every problem and its place.
 */
export const loadManifest = async (path: string): Promise<Result<Manifest>> => {
  const read = await readText(path);
  if (!read.ok) return read;
  try {
    return parse(path, JSON.parse(read.value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return invalid(path, [jsonProblem(read.value) ?? error.message]);
  }
};

const parse = (path: string, raw: unknown): Result<Manifest> => {
  const parsed = manifestSchema.safeParse(raw);
  const problems = parsed.success ? contradictions(parsed.data) : manifestProblems(parsed.error);
  if (parsed.success && problems.length === 0) return { ok: true, value: parsed.data };
  const rest = problems.length - shownProblems;
  return invalid(path, rest > 0 ? [...problems.slice(0, shownProblems), `and ${rest} more`] : problems);
};

/** What the schema cannot see: version ranges that no installer understands, and what is both required and removed. */
const contradictions = (manifest: Manifest): string[] => {
  const required = requirementsOf(manifest).map(({ place, text }) => ({ place, ...parseRequirement(text) }));
  const ranges = [{ place: 'python', specifiers: manifest.python }, ...required];
  const names = new Set(required.map(({ name }) => name));
  return [
    ...ranges
      .filter(({ specifiers }) => !validRange(specifiers))
      .map(({ place, specifiers }) => `${place}: "${specifiers}" is not a version range`),
    ...manifest.remove.flatMap((name, at) =>
      names.has(normalizeName(name)) ? [`remove.${at}: ${name} is both required and removed`] : [],
    ),
  ];
};

/** Every requirement of every layer, with its place in the manifest. */
const requirementsOf = ({ layers }: Manifest): { place: string; text: string }[] => {
  const placed = (texts: readonly string[], place: string) =>
    texts.map((text, at) => ({ place: `${place}.requirements.${at}`, text }));
  return layers.flatMap(({ requirements, variants = [] }, layer) => [
    ...placed(requirements, `layers.${layer}`),
    ...variants.flatMap((variant, at) => {
      const place = `layers.${layer}.variants.${at}`;
      return [
        ...placed(variant.requirements, place),
        ...variant.sources.flatMap((source, of) => placed(source.requirements ?? [], `${place}.sources.${of}`)),
      ];
    }),
  ]);
};

const invalid = (path: string, problems: string[]): Result<never> => ({
  ok: false,
  failure: { code: 'manifest-invalid', path, problems },
});

const readText = async (path: string): Promise<Result<string>> => {
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (stat.isDirectory()) return invalid(path, ['it is a folder, not a file']);
      // A pipe or a device may never end.
      if (!stat.isFile()) return invalid(path, ['it is not a regular file']);
      const buffer = Buffer.alloc(sizeLimit + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length <= sizeLimit; length += read)
        ({ bytesRead: read } = await file.read(buffer, length, buffer.length - length));
      if (length > sizeLimit) return invalid(path, ['it is larger than 1 MiB']);
      return decode(path, buffer.subarray(0, length));
    } finally {
      await file.close();
    }
  } catch (error) {
    return unreadable(path, error);
  }
};

const decode = (path: string, content: Buffer): Result<string> => {
  try {
    // It also takes away the byte-order mark that Windows editors write.
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(content) };
  } catch {
    return invalid(path, ['it is not UTF-8 text']);
  }
};

const unreadable = (path: string, error: unknown): Result<never> => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { ok: false, failure: { code: 'manifest-missing', path } };
    case 'EISDIR':
      return invalid(path, ['it is a folder, not a file']);
    case 'EACCES':
    case 'EPERM':
      return invalid(path, ['your account may not read it']);
    default:
      return invalid(path, [`it cannot be read (${code ?? String(error)})`]);
  }
};
