import { z } from 'zod';
import { defaultSettings } from './default-settings.ts';
import { acceleratorSchema } from './manifest.ts';
import { type SettingProblem, settingProblems } from './setting-problem.ts';

/**
 * What the user has set for the window and the local page, kept in settings.json in their own
 * configuration folder. No secret is ever in it. Each schema's messages are SettingProblems.
 */

/** Whole, on either kind of system; what it means is looked at where it is used. */
const path = z
  .string()
  .max(4096)
  .regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\[^\\?.])[^\0]*$/, 'not-a-path');

/** Nothing before an @ in the host's part: what is there is a name or a password, in all its spellings. */
const withoutCredentials = /^(?![a-z]+:[\\/]*[^\\/?#]*@)/i;

/** Neither a query nor a fragment: no index needs one, and tokens stand there. */
const url = z
  .string()
  .max(1000)
  .regex(withoutCredentials, 'credentials')
  .regex(/^https?:\/\/[^\s/?#\\@]+(?:\/[^\s?#\\]*)?$/i, 'not-a-url')
  .refine((text) => z.url().safeParse(text).success, 'not-a-url');

/** An entry of NO_PROXY: a name, an address, a network, each with a port, or `*`. */
const noProxyEntry = z
  .string()
  .max(255)
  .regex(/^[A-Za-z0-9.*:/[\]_-]+$/, 'not-a-host');

const fields = {
  /** Folder of the environment; null is the one in the application's own data. */
  environment: path.nullable(),
  /** null is the manifest that the product brings. */
  manifest: path.nullable(),
  profile: z.string().min(1).max(40),
  accelerator: z.union([z.literal('auto'), acceleratorSchema]),
  backend: z.enum(['auto', 'uv', 'pip']),
  /** null is what the user's pip or uv configuration names. */
  indexUrl: url.nullable(),
  extraIndexUrls: z.array(url).max(10, 'too-many'),
  /** Folder of wheels. */
  findLinks: path.nullable(),
  offline: z.boolean(),
  /** null is what the variables of the system and pip's configuration say. */
  proxy: url.nullable(),
  noProxy: z.array(noProxyEntry).max(50, 'too-many'),
  /** File of further certificates to trust (PEM). */
  certificates: path.nullable(),
  /** Bytes of kept downloads at most; null is no limit. */
  cacheMaxBytes: z.number().int().min(0).max(1e15).nullable(),
  /** Days that an unused download is kept; null is no limit. */
  cacheMaxDays: z.number().int().min(1).max(3650).nullable(),
  language: z.enum(['system', 'en', 'de', 'zh-Hans']),
  theme: z.enum(['system', 'light', 'dark']),
  logLevel: z.enum(['errors', 'normal', 'everything']),
};

const settingsSchema = z.strictObject(fields);

export type Settings = z.infer<typeof settingsSchema>;
export type SettingKey = keyof Settings;

export const settingKeySchema = settingsSchema.keyof();
export const settingKeys: readonly SettingKey[] = settingKeySchema.options;

export interface UnusableSetting {
  key: SettingKey;
  problem: SettingProblem;
}

export type ParsedSettings =
  | { ok: true; values: Partial<Settings> }
  | { ok: false; problems: UnusableSetting[]; values: Partial<Settings> };

/** Of some settings, those that are what they must be, and why the others are not. Unknown keys are passed over. */
export const parseSettings = (raw: Readonly<Record<string, unknown>>): ParsedSettings => {
  const problems: UnusableSetting[] = [];
  const good: Record<string, unknown> = {};
  for (const key of settingKeys) {
    if (!Object.hasOwn(raw, key)) continue;
    const parsed = fields[key].safeParse(raw[key]);
    if (parsed.success) good[key] = parsed.data;
    else problems.push({ key, problem: problemOf(parsed.error) });
  }
  // Each of them has just been parsed as what its key says.
  const values = good as Partial<Settings>;
  return problems.length === 0 ? { ok: true, values } : { ok: false, problems, values };
};

const problemSchema = z.enum(settingProblems);

const problemOf = (error: z.ZodError): SettingProblem => {
  const known = error.issues.map(({ message }) => problemSchema.safeParse(message)).find(({ success }) => success);
  return known?.data ?? 'unusable';
};

export interface ReadSettings {
  settings: Settings;
  problems: UnusableSetting[];
}

/** What a settings file says, key by key; null where it is not one at all. A key that cannot be used has its default. */
export const readSettings = (raw: unknown): ReadSettings | null => {
  const file = z.looseObject({ schema: z.number().int().min(1) }).safeParse(raw);
  if (!file.success) return null;
  const parsed = parseSettings(file.data);
  return { settings: { ...defaultSettings, ...parsed.values }, problems: parsed.ok ? [] : parsed.problems };
};
