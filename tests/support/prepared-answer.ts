import { type AnswerOptions, createAnswer } from '../../electron/answer.ts';
import { createEarlyAnswer } from '../../electron/early-answer.ts';
import type { Engine } from '../../electron/engine/run-request.ts';
import type { NewAddress } from '../../electron/settings/allow.ts';
import { createPreferences } from '../../electron/settings/preferences.ts';
import type { SettingsStore } from '../../electron/settings/store.ts';
import type { Snapshot } from '../../shared/contract.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import { manifestSchema } from '../../shared/manifest.ts';
import llm from '../../shared/manifests/llm.json' with { type: 'json' };
import type { Settings } from '../../shared/settings.ts';
import { engineDouble } from './engine-double.ts';
import { runStarted } from './recorded-run.ts';

/** The manifest that the product brings. */
export const manifest = manifestSchema.parse(llm);
/** Folder that its views begin with. */
export const home = process.platform === 'win32' ? 'C:\\env' : '/home/ada/env';

interface Prepared {
  host?: 'window' | 'page';
  settings?: Partial<Settings>;
  given?: { environment: string | null; manifest: string | null };
  /** What the user answers to each question. */
  confirms?: boolean;
  chosen?: { folder: string; file: string };
  opensOn?: Snapshot['opensOn'];
  beforehand?: () => Promise<void>;
  /** Those of the window, which loads its schemas late. */
  isEarly?: boolean;
}

/** Settings that are kept for the test only. */
const storeOf = (settings: Partial<Settings>): SettingsStore => {
  let values = { ...defaultSettings, ...settings };
  return {
    settings: () => values,
    troubles: [],
    save: async (patch) => {
      values = { ...values, ...patch };
      return values;
    },
  };
};

/** The answers of a host with doubles of its engine, its dialogs and its settings file. */
export const prepare = async (more: Partial<Engine> = {}, given: Prepared = {}) => {
  const engine = engineDouble([runStarted(), 'forever']);
  const asked: unknown[] = [];
  const questions: NewAddress[] = [];
  const { host = 'page', chosen = { folder: '/chosen', file: '/chosen.json' } } = given;
  const preferences = await createPreferences({
    store: storeOf(given.settings ?? {}),
    host,
    given: given.given ?? { environment: null, manifest: null },
    defaultEnvironment: home,
    confirm: async (address) => {
      questions.push(address);
      return given.confirms ?? false;
    },
  });
  if (!preferences.ok) throw new Error(preferences.failure.code);
  const options: AnswerOptions = {
    engine: { ...engine, ...more },
    host,
    version: '0.1.0',
    preferences: preferences.value,
    ...(given.opensOn === undefined ? {} : { opensOn: given.opensOn }),
    chooseFolder: async (start, setting) => {
      asked.push([start, setting]);
      return chosen.folder;
    },
    chooseFile: async (setting) => {
      asked.push(setting);
      return chosen.file;
    },
    exportHost: {
      choosePlace: async (name) => {
        asked.push(name);
        return `/documents/${name}`;
      },
      showInFolder: (path) => asked.push(`show ${path}`),
    },
    ...(given.beforehand === undefined ? {} : { prepare: given.beforehand }),
  };
  const answer = given.isEarly === true ? createEarlyAnswer(options) : createAnswer(options);
  return { engine, answer, asked, questions, preferences: preferences.value };
};
