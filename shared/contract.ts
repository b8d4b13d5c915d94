import { z } from 'zod';
import { type Event, verbSchema } from './events.ts';
import type { Failure, Result } from './failure.ts';
import { holderAnswerSchema } from './holder.ts';
import type { ExportPreview, ExportResult, ExportStatus } from './log-export.ts';
import { packageName } from './manifest.ts';
import {
  type FoundLine,
  type KeptLog,
  type LogPage,
  type LogText,
  logFindSchema,
  logLinesSchema,
  logTextSchema,
  runIdSchema,
} from './run-log.ts';
import type { RunState } from './run-state.ts';
import { type SettingKey, type Settings, settingKeySchema } from './settings.ts';
import type { Language } from './wording/language.ts';

/**
 * The calls that a view can make, each with the schema of its input. Hosts (window, local page)
 * carry them and nothing else; every input is parsed in electron/answer.ts before use. A run takes no
 * manifest, interpreter or index from a view: those decide what is executed. A view can only propose
 * them as settings, and the host asks the user (electron/settings/).
 */
export const inputs = {
  /** All that a new or reloaded view needs; it goes on from `run.seq` with the events. */
  snapshot: z.strictObject({}),
  start: z.strictObject({
    verb: verbSchema,
    environment: z.string().min(1).max(4096),
    profile: z.string().min(1).max(40).optional(),
    accelerator: z.string().min(1).max(20).optional(),
    dryRun: z.boolean().optional(),
    rebuild: z.boolean().optional(),
    /** The user's yes to what the failure `source-only` names; it adds no package to what is installed. */
    buildFromSource: z.array(packageName).max(100).optional(),
  }),
  cancel: z.strictObject({ run: z.string().max(100) }),
  'retry-now': z.strictObject({ run: z.string().max(100), wait: z.string().max(100) }),
  'answer-holders': z.strictObject({
    run: z.string().max(100),
    question: z.string().max(100),
    answer: holderAnswerSchema,
  }),
  /** Answered by the window only; the local page has no folder dialog and says null. */
  'choose-folder': z.strictObject({
    start: z.string().max(4096).optional(),
    /** The setting that it is for; the environment where left out. */
    setting: z.enum(['environment', 'findLinks']).optional(),
  }),
  /** As choose-folder. */
  'choose-file': z.strictObject({ setting: z.enum(['manifest', 'certificates']) }),
  /** Some settings; each value is parsed by itself, so that a refusal names the setting. */
  'save-settings': z.partialRecord(settingKeySchema, z.unknown()),
  'cache-size': z.strictObject({}),
  /** Refused while a run is in progress. */
  'clear-cache': z.strictObject({}),
  /** The runs whose logs are kept, and a log of them piece by piece; see shared/run-log.ts. */
  'log-runs': z.strictObject({}),
  'log-lines': logLinesSchema,
  'log-find': logFindSchema,
  'log-text': logTextSchema,
  /** What an export would hold: of all runs on the environment of this one, or of all runs. */
  'export-preview': z.strictObject({ run: runIdSchema.nullable() }),
  /** Asks the user for the place, and answers when the zip is there, or is not going to be. */
  'export-logs': z.strictObject({ run: runIdSchema.nullable() }),
  'export-status': z.strictObject({}),
  'export-cancel': z.strictObject({}),
  /** Shows the last export that was written in the system's file manager. */
  'export-show': z.strictObject({}),
} as const;

export type CallName = keyof typeof inputs;
export type Input<C extends CallName> = z.infer<(typeof inputs)[C]>;

export interface Snapshot {
  version: string;
  host: 'window' | 'page';
  /** Which language the host speaks; its views speak the same one. */
  language: Language;
  /** The environment's folder that the views begin with. */
  environment: string;
  manifest: { name: string; title: string; profiles: string[]; accelerators: string[] };
  /** The program that the manifest names; null where it names none. What is started, only the manifest says. */
  launch: { title: string } | null;
  /** What a view begins with, where nothing has been run yet: a look, the plan of a repair, or the program. */
  opensOn: 'environment' | 'plan' | 'launch';
  settings: SettingsView;
  /** The run in progress, or the last one that ended; null before the first. */
  run: RunState | null;
}

/** What a host says of itself, whatever is run. */
export type HostFacts = Omit<Snapshot, 'run'>;

export interface SettingsView {
  values: Settings;
  /** Named when the program was started: that goes before the setting. */
  given: SettingKey[];
  troubles: SettingsTrouble[];
}

/** What of the settings could not be used when the program started. */
export type SettingsTrouble =
  /** The file was no settings file at all; `kept` is where it is now, null where it could not be moved. */
  | { kind: 'damaged'; kept: string | null }
  /** These have their defaults; `kept` is a copy of the file as it was, null where there is none. */
  | { kind: 'partly'; keys: SettingKey[]; kept: string | null }
  | { kind: 'unreadable'; path: string }
  /** The chosen manifest cannot be used, so that the product's own is. */
  | { kind: 'manifest'; failure: Failure };

/** Kept downloads; sizes in bytes. */
export interface CacheSize {
  folder: string;
  bytes: number;
  wheels: number;
}

interface Outputs {
  snapshot: Snapshot;
  start: { run: string };
  cancel: null;
  'retry-now': null;
  'answer-holders': null;
  'choose-folder': { folder: string | null };
  'choose-file': { file: string | null };
  /** `isDeclined`: the user was asked about an address and said no; nothing was saved. */
  'save-settings': { host: HostFacts; isDeclined: boolean };
  'cache-size': CacheSize;
  'clear-cache': { bytes: number; wheels: number };
  'log-runs': { runs: KeptLog[] };
  'log-lines': LogPage;
  'log-find': FoundLine;
  'log-text': LogText;
  'export-preview': ExportPreview;
  'export-logs': ExportResult;
  'export-status': ExportStatus;
  'export-cancel': null;
  'export-show': null;
}

export type Output<C extends CallName> = Outputs[C];

/** What an item of the window's menu asks of its page, as the page's own buttons would. */
export type PageCommand = 'settings' | 'check' | 'repair' | 'launch';

/** What a view gets from its host, whatever carries it. */
export interface Client {
  call: <C extends CallName>(name: C, input: Input<C>) => Promise<Result<Output<C>>>;
  /** Calls back with events of the current run in order; returns the way to stop. */
  onEvents: (listen: (events: Event[]) => void) => () => void;
  /** Calls back for each item of the menu that is the page's; the local page has no menu. */
  onCommand?: (listen: (command: PageCommand) => void) => () => void;
}
