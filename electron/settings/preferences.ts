import type { SettingsTrouble, SettingsView } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import type { Manifest } from '../../shared/manifest.ts';
import { profileNames } from '../../shared/profiles.ts';
import type { SettingProblem } from '../../shared/setting-problem.ts';
import type { SettingKey, Settings } from '../../shared/settings.ts';
import { builtInManifest, manifestAt } from '../manifest-at.ts';
import { acceleratorsOf } from './accelerators.ts';
import type { NewAddress } from './allow.ts';
import type { SettingsStore } from './store.ts';

/** The settings at work: with what the program was told when it started, and the manifest that they name. */
export interface Preferences {
  view: () => SettingsView;
  /** Those that hold: a profile or a build that the manifest does not have has its default. */
  settings: () => Settings;
  manifest: () => Manifest;
  /** Absolute. */
  environment: () => string;
  /** Remembers what the user chose in a dialog of the system; only that can be saved as a path. */
  chose: (setting: SettingKey, path: string) => void;
  /** Parses, asks the user where it must, and saves; `declined` where they said no. Throws Failing of the store. */
  save: (raw: Readonly<Record<string, unknown>>) => Promise<Result<'saved' | 'declined'>>;
}

export interface PreferencesOptions {
  store: SettingsStore;
  host: 'window' | 'page';
  /** From the command line; null where it names none. Absolute. */
  given: { environment: string | null; manifest: string | null };
  defaultEnvironment: string;
  /** Asks the user by a question of the system's own, which no page can answer. */
  confirm: (address: NewAddress) => Promise<boolean>;
  /** Told what has just been saved; waited for. */
  onSaved?: (settings: Settings) => Promise<void>;
}

/** Fails where the manifest that the command line names cannot be used; one of the settings is passed over with a word. */
export const createPreferences = async (options: PreferencesOptions): Promise<Result<Preferences>> => {
  const { store, host, given, confirm, onSaved = async () => undefined } = options;
  const first = await manifestAt(given.manifest);
  if (!first.ok) return first;
  let manifest = first.value;
  /** The setting that it follows. */
  let named: string | null = null;
  let manifestTrouble: SettingsTrouble | null = null;
  const chosen = new Set<string>();
  const mark = (setting: SettingKey, path: string): string => `${setting}\0${path}`;

  /** Where the manifest of the settings cannot be used, the product's own is. */
  const follow = async (path: string | null): Promise<void> => {
    if (given.manifest !== null || path === named) return;
    const loaded = await manifestAt(path);
    manifest = loaded.ok ? loaded.value : builtInManifest;
    named = path;
    manifestTrouble = loaded.ok ? null : { kind: 'manifest', failure: loaded.failure };
  };
  await follow(store.settings().manifest);

  const save = async (raw: Readonly<Record<string, unknown>>): Promise<Result<'saved' | 'declined'>> => {
    // Parsers are loaded here, so that a start without a settings file waits for none.
    const { allowSettings } = await import('./allow.ts');
    const allowed = allowSettings(raw, {
      host,
      settings: store.settings(),
      wasChosen: (setting, path) => chosen.has(mark(setting, path)),
    });
    if (!allowed.ok) return invalid(allowed.setting, allowed.problem);
    const { values } = allowed;
    if (values.certificates !== undefined && values.certificates !== null) {
      const { readTrust } = await import('../engine/tools/http/certificates.ts');
      if ((await readTrust([values.certificates])).unread.length > 0) return invalid('certificates', 'no-certificate');
    }
    const next = values.manifest === undefined ? null : await manifestAt(values.manifest);
    if (next !== null && !next.ok) return next;
    const after = next === null || given.manifest !== null ? manifest : next.value;
    if (values.profile !== undefined && !profileNames(after).includes(values.profile))
      return invalid('profile', 'not-offered');
    if (values.accelerator !== undefined && !offered(after).includes(values.accelerator))
      return invalid('accelerator', 'not-offered');
    for (const address of allowed.ask) if (!(await confirm(address))) return { ok: true, value: 'declined' };
    const settings = await store.save(values);
    if (next !== null) {
      manifest = after;
      named = settings.manifest;
      manifestTrouble = null;
    }
    // Another process may have saved another one meanwhile.
    await follow(settings.manifest);
    await onSaved(settings);
    return { ok: true, value: 'saved' };
  };

  let last: Promise<unknown> = Promise.resolve();
  const preferences: Preferences = {
    view: () => ({
      values: store.settings(),
      given: (['environment', 'manifest'] as const).filter((name) => given[name] !== null),
      troubles: [...store.troubles, ...(manifestTrouble === null ? [] : [manifestTrouble])],
    }),
    settings: () => fitting(store.settings(), manifest),
    manifest: () => manifest,
    environment: () => given.environment ?? store.settings().environment ?? options.defaultEnvironment,
    chose: (setting, path) => void chosen.add(mark(setting, path)),
    // One after the other: each is looked at beside what the one before has left, and one question is open at a time.
    save: (raw) => {
      const saved = last.then(() => save(raw));
      last = saved.catch(() => undefined);
      return saved;
    },
  };
  return { ok: true, value: preferences };
};

const invalid = (setting: SettingKey, why: SettingProblem): Result<never> => ({
  ok: false,
  failure: { code: 'setting-invalid', setting, why },
});

/** Chosen for another manifest, they would make every run fail. */
const fitting = (settings: Settings, manifest: Manifest): Settings => ({
  ...settings,
  profile: profileNames(manifest).includes(settings.profile) ? settings.profile : 'full',
  accelerator: offered(manifest).includes(settings.accelerator) ? settings.accelerator : 'auto',
});

const offered = (manifest: Manifest): string[] => ['auto', ...acceleratorsOf(manifest)];
