import type { StoreApi } from 'zustand/vanilla';
import type { CallName, HostFacts, Input, Output } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { HolderAnswer } from '../shared/holder.ts';
import { currentWait, type HolderQuestion, type RunState } from '../shared/run-state.ts';
import type { SettingKey, Settings } from '../shared/settings.ts';
import type { Answer, Link } from './client/link.ts';
import { lookOf, profileOf, type Subject, subjectOf } from './subject.ts';
import type { View } from './view.ts';

/** What became of a change of settings; `unreached` where the host did not answer. */
export type SaveAnswer = 'saved' | 'declined' | 'unreached' | Failure;

export type PathKey = Extract<SettingKey, 'environment' | 'manifest' | 'findLinks' | 'certificates'>;

/** What the page’s buttons do. */
export interface Actions {
  check: (subject?: Subject) => Promise<void>;
  /** A dry run, whose plan is shown before anything is touched. */
  plan: (options?: { rebuild?: boolean; profile?: string }) => Promise<void>;
  /** `build` is a package that the user allows to be built from source code, beside those allowed before. */
  repair: (options?: { build?: string }) => Promise<void>;
  /** Starts the manifest's program. */
  launch: () => Promise<void>;
  stop: () => Promise<void>;
  retryNow: () => Promise<void>;
  answerHolders: (question: Pick<HolderQuestion, 'id'>, answer: HolderAnswer) => Promise<void>;
  chooseFolder: () => Promise<void>;
  putPlanAway: () => void;
  openSettings: () => void;
  /** Looks anew at what another folder, manifest or choice has changed. */
  closeSettings: () => Promise<void>;
  saveSettings: (patch: Partial<Settings>) => Promise<SaveAnswer>;
  /** The system's dialog for a setting; null where nothing was chosen. */
  choosePath: (setting: PathKey) => Promise<string | null>;
  measureCache: () => Promise<void>;
  /** Bytes that were removed. */
  clearCache: () => Promise<number | 'unreached' | Failure>;
  markTroublesRead: () => void;
  showLog: (isOpen: boolean) => void;
  /** For what only one part of a screen needs: its refusal is that part's to show. */
  call: Link['call'];
}

/** What the user has allowed to be built in the run that is shown: as long as they go on from there, it stays so. */
const allowedIn = (run: RunState | null): string[] => {
  const allowed = run?.options['build'];
  return Array.isArray(allowed) ? allowed : [];
};

const withBuilds = (names: readonly string[]): Pick<Input<'start'>, 'buildFromSource'> =>
  names.length === 0 ? {} : { buildFromSource: [...new Set(names)] };

/** `take` shows what the host says of itself now. */
export const createActions = (view: StoreApi<View>, link: Link, take: (host: HostFacts) => Promise<void>): Actions => {
  /** As it was when the settings were opened. */
  let lookBefore = '';

  /** Calls the host and keeps its refusal for the screen; null where there is no answer to use. */
  const ask = async <C extends CallName>(name: C, input: Input<C>): Promise<Output<C> | null> => {
    view.setState({ refused: null });
    const answer: Answer<Output<C>> = await link.call(name, input);
    if (answer.ok) return answer.value;
    view.setState({ refused: answer.failure });
    return null;
  };

  const start = async (input: Omit<Input<'start'>, 'environment' | 'profile'> & Subject): Promise<void> => {
    view.setState({ isStarting: true });
    const started = await ask('start', { ...subjectOf(view.getState()), ...input });
    if (started === null || view.getState().run?.run === started.run) view.setState({ isStarting: false });
  };

  const actions: Actions = {
    check: (subject = {}) => start({ verb: 'diagnose', ...subject }),
    plan: ({ rebuild = false, ...subject } = {}) =>
      start({ verb: 'repair', dryRun: true, rebuild, ...subject, ...withBuilds(allowedIn(view.getState().run)) }),
    launch: () => start({ verb: 'launch' }),
    repair: ({ build } = {}) => {
      const { run } = view.getState();
      const builds = [...allowedIn(run), ...(build === undefined ? [] : [build])];
      return start({ verb: 'repair', rebuild: run?.options['rebuild'] === true, ...withBuilds(builds) });
    },
    stop: async () => {
      const { run } = view.getState();
      if (run !== null) await ask('cancel', { run: run.run });
    },
    retryNow: async () => {
      const { run } = view.getState();
      const wait = run === null ? null : currentWait(run);
      if (run !== null && wait !== null) await ask('retry-now', { run: run.run, wait: wait.id });
    },
    answerHolders: async ({ id }, answer) => {
      const { run } = view.getState();
      if (run !== null) await ask('answer-holders', { run: run.run, question: id, answer });
    },
    chooseFolder: async () => {
      const chosen = await ask('choose-folder', { start: subjectOf(view.getState()).environment });
      if (chosen !== null && chosen.folder !== null) await actions.check({ environment: chosen.folder });
    },
    showLog: (isLogOpen) => view.setState({ isLogOpen, refused: null }),
    call: link.call,
    putPlanAway: () => view.setState(({ run }) => ({ putAway: run?.run ?? null })),
    openSettings: () => {
      const { host, areSettingsOpen } = view.getState();
      if (host === null || areSettingsOpen) return;
      lookBefore = lookOf(host);
      view.setState({ areSettingsOpen: true, refused: null });
    },
    closeSettings: async () => {
      view.setState({ areSettingsOpen: false, refused: null });
      const { host, run } = view.getState();
      if (host === null || (run !== null && run.outcome === null) || lookOf(host) === lookBefore) return;
      await actions.check({ environment: host.environment, profile: profileOf(host) });
    },
    saveSettings: async (patch) => {
      const answer = await link.call('save-settings', patch);
      if (!answer.ok) return answer.failure ?? 'unreached';
      await take(answer.value.host);
      return answer.value.isDeclined ? 'declined' : 'saved';
    },
    choosePath: async (setting) => {
      if (setting === 'manifest' || setting === 'certificates')
        return (await ask('choose-file', { setting }))?.file ?? null;
      const start = view.getState().host?.settings.values[setting] ?? null;
      return (await ask('choose-folder', { setting, ...(start === null ? {} : { start }) }))?.folder ?? null;
    },
    measureCache: async () => {
      const answer = await link.call('cache-size', {});
      if (answer.ok) view.setState({ cache: answer.value });
    },
    clearCache: async () => {
      const answer = await link.call('clear-cache', {});
      await actions.measureCache();
      return answer.ok ? answer.value.bytes : (answer.failure ?? 'unreached');
    },
    markTroublesRead: () => view.setState({ areTroublesRead: true }),
  };
  return actions;
};
