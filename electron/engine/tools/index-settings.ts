import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import { parseIni } from './ini-file.ts';

/** What one place (variables or a file) says about indexes; a key that is absent says nothing. */
export interface IndexSettings {
  /** null where nobody names one: the tool's own default. */
  defaultIndex?: string | null;
  extraIndexes?: readonly string[];
  findLinks?: readonly string[];
  noIndex?: boolean;
  trustedHosts?: readonly string[];
  /** Bundle of certificates (PEM) to trust. */
  certificates?: string | null;
  proxy?: string | null;
}

const nothing: Required<IndexSettings> = {
  defaultIndex: null,
  extraIndexes: [],
  findLinks: [],
  noIndex: false,
  trustedHosts: [],
  certificates: null,
  proxy: null,
};

/** Key by key, the first place that has one: extras of two places are not added up, as pip does it. */
export const indexSettings = (places: readonly IndexSettings[]): Required<IndexSettings> => {
  let settings = nothing;
  for (const place of [...places].reverse()) settings = { ...settings, ...place };
  return settings;
};

const words = (text: string, separator = /\s+/): string[] => text.split(separator).filter((word) => word !== '');
const yes = (text: string): boolean => /^(?:1|y|yes|t|true|on)$/i.test(text.trim());

/** Settings out of text values: empty ones say nothing. */
const fromText = (value: (key: string) => string | undefined): IndexSettings => {
  const given = (key: string): string | null => {
    const text = value(key)?.trim() ?? '';
    return text === '' ? null : text;
  };
  const [index, extra, links, none, hosts, cert, proxy] = [
    given('index-url'),
    given('extra-index-url'),
    given('find-links'),
    given('no-index'),
    given('trusted-host'),
    given('cert'),
    given('proxy'),
  ];
  return {
    ...(index === null ? {} : { defaultIndex: index }),
    ...(extra === null ? {} : { extraIndexes: words(extra) }),
    ...(links === null ? {} : { findLinks: words(links) }),
    ...(none === null ? {} : { noIndex: yes(none) }),
    ...(hosts === null ? {} : { trustedHosts: words(hosts) }),
    ...(cert === null ? {} : { certificates: cert }),
    ...(proxy === null ? {} : { proxy }),
  };
};

/** PIP_INDEX_URL and the like. */
export const pipVariables = (env: NodeJS.ProcessEnv): IndexSettings =>
  fromText((key) => env[`PIP_${key.replaceAll('-', '_').toUpperCase()}`]);

/** A pip.conf: [install] goes before [global]. Throws where it is none. */
export const pipFile = (text: string): IndexSettings => {
  const sections = parseIni(text);
  if (sections === null) throw new Error('not a pip configuration');
  return fromText((key) => sections.get('install')?.get(key) ?? sections.get('global')?.get(key));
};

/** uv lets an index carry a name: `work=https://…`. */
const withoutName = (index: string): string => index.replace(/^[A-Za-z0-9_.-]+=(?=[a-z]+:\/\/)/, '');

/** UV_DEFAULT_INDEX and the like, with their older names. */
export const uvVariables = (env: NodeJS.ProcessEnv): IndexSettings => {
  const main = env['UV_DEFAULT_INDEX'] ?? env['UV_INDEX_URL'] ?? '';
  const extra = [...words(env['UV_INDEX'] ?? ''), ...words(env['UV_EXTRA_INDEX_URL'] ?? '')].map(withoutName);
  const links = words(env['UV_FIND_LINKS'] ?? '', /,/);
  const hosts = words(env['UV_INSECURE_HOST'] ?? '', /[\s,]+/);
  return {
    ...(main === '' ? {} : { defaultIndex: withoutName(main) }),
    ...(extra.length === 0 ? {} : { extraIndexes: extra }),
    ...(links.length === 0 ? {} : { findLinks: links }),
    ...(hosts.length === 0 ? {} : { trustedHosts: hosts }),
  };
};

const uvKeys = z.object({
  'index-url': z.string().optional(),
  'extra-index-url': z.array(z.string()).optional(),
  'find-links': z.array(z.string()).optional(),
  'no-index': z.boolean().optional(),
  'allow-insecure-host': z.array(z.string()).optional(),
  index: z
    .array(z.object({ url: z.string(), default: z.boolean().default(false), explicit: z.boolean().default(false) }))
    .optional(),
});
const uvSchema = uvKeys.extend({ pip: uvKeys.optional() });

/** A uv.toml; its table [pip] goes before the rest. Throws where it is none. */
export const uvFile = (text: string): IndexSettings => {
  const { pip, ...top } = uvSchema.parse(parseToml(text));
  return { ...fromUvKeys(top), ...(pip === undefined ? {} : fromUvKeys(pip)) };
};

const fromUvKeys = (keys: z.infer<typeof uvKeys>): IndexSettings => {
  const main = keys.index?.find((index) => index.default)?.url ?? keys['index-url'];
  const extra = [
    ...(keys.index ?? []).filter((index) => !index.default && !index.explicit).map(({ url }) => url),
    ...(keys['extra-index-url'] ?? []),
  ];
  return {
    ...(main === undefined ? {} : { defaultIndex: main }),
    ...(extra.length === 0 ? {} : { extraIndexes: extra }),
    ...(keys['find-links'] === undefined ? {} : { findLinks: keys['find-links'] }),
    ...(keys['no-index'] === undefined ? {} : { noIndex: keys['no-index'] }),
    ...(keys['allow-insecure-host'] === undefined ? {} : { trustedHosts: keys['allow-insecure-host'] }),
  };
};
