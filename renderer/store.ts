import { createStore, type StoreApi } from 'zustand/vanilla';
import { assertNever } from '../shared/assert-never.ts';
import type { CacheSize, CallName, HostFacts, Input, Output, PageCommand } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import type { HolderAnswer } from '../shared/holder.ts';
import { currentWait, type HolderQuestion, type RunState } from '../shared/run-state.ts';
import type { SettingKey, Settings } from '../shared/settings.ts';
import { type Language, language, speak } from '../shared/wording/language.ts';
import type { Answer, Link, LinkState } from './client/link.ts';
import { createFollowing } from './follow-run.ts';

export interface View {
  link: LinkState;
  /** What the host says of itself; null before the first snapshot. */
  host: HostFacts | null;
  /** What the page speaks: the host’s language, where its texts could be loaded. */
  language: Language;
  run: RunState | null;
  /** A run was asked for, and nothing of it has been heard yet. */
  isStarting: boolean;
  /** The last thing that was asked for and refused, until the next one is asked for. */
  refused: Failure | null;
  /** The run whose plan was put away with Back. */
  putAway: string | null;
  areSettingsOpen: boolean;
  /** What could not be used of the settings has been read by the user. */
  areTroublesRead: boolean;
  /** What is kept of downloads; null until it was measured. */
  cache: CacheSize | null;
  /** Whether the log of all runs is looked at. */
  isLogOpen: boolean;
}

/** What became of a change of settings; `unreached` where the host did not answer. */
export type SaveAnswer = 'saved' | 'declined' | 'unreached' | Failure;

/** What to look at or repair; what is left out is as in the last run. */
export interface Subject {
  environment?: string;
  profile?: string;
}

export type PathKey = Extract<SettingKey, 'environment' | 'manifest' | 'findLinks' | 'certificates'>;

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

export interface ViewStore {
  view: StoreApi<View>;
  actions: Actions;
  /** Begins to follow the host; returns the way to end it. */
  connect: () => () => void;
}

/** Folder and profile that the screens speak of: the last run's, before the first one the host's. */
export const subjectOf = ({ run, host }: Pick<View, 'run' | 'host'>): Required<Subject> => ({
  environment: run?.environment ?? host?.environment ?? '',
  profile: run?.profile ?? (host === null ? 'full' : profileOf(host)),
});

/** The one that is set, where the manifest has it. */
const profileOf = ({ manifest, settings }: HostFacts): string =>
  manifest.profiles.includes(settings.values.profile) ? settings.values.profile : 'full';

/** What a look at the environment depends on, as text to be compared. */
const lookOf = (host: HostFacts | null): string =>
  host === null
    ? ''
    : JSON.stringify([
        host.environment,
        profileOf(host),
        host.settings.values.manifest,
        host.settings.values.accelerator,
      ]);

/** What the user has allowed to be built in the run that is shown: as long as they go on from there, it stays so. */
const allowedIn = (run: RunState | null): string[] => {
  const allowed = run?.options['build'];
  return Array.isArray(allowed) ? allowed : [];
};

const withBuilds = (names: readonly string[]): Pick<Input<'start'>, 'buildFromSource'> =>
  names.length === 0 ? {} : { buildFromSource: [...new Set(names)] };

/** `drawn` is awaited between the first snapshot and the first thing that is asked for by itself. */
export const createViewStore = (link: Link, drawn: () => Promise<void> = async () => undefined): ViewStore => {
  const view = createStore<View>(() => ({
    link: 'connecting',
    host: null,
    language: language(),
    run: null,
    isStarting: false,
    refused: null,
    putAway: null,
    areSettingsOpen: false,
    areTroublesRead: false,
    cache: null,
    isLogOpen: false,
  }));
  let lastTaken: Promise<unknown> = Promise.resolve();
  /** What the host says is shown once its language is there, so that no word of another one is seen; one answer after the other. */
  const take = (host: HostFacts, more: Partial<View> = {}): Promise<void> => {
    const taken = lastTaken.then(async () => {
      await speak(host.language);
      view.setState({ ...more, host, language: language() });
    });
    lastTaken = taken.catch(() => undefined);
    return taken;
  };
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

  const following = createFollowing({
    run: () => view.getState().run,
    onRun: (run) =>
      view.setState((before) => ({
        run,
        isStarting: false,
        refused: before.run?.run === run.run ? before.refused : null,
      })),
    ask: async () => {
      const answer = await link.call('snapshot', {});
      if (!answer.ok) {
        if (answer.failure !== null) view.setState({ link: { refused: answer.failure } });
        return false;
      }
      const { run, ...host } = answer.value;
      await take(host, { run, isStarting: false });
      return true;
    },
  });

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

  /** As if its button had been pressed. What cannot be done now is passed over: its item was pressed a moment too late. */
  const obey = async (command: PageCommand): Promise<void> => {
    if (command === 'settings') return actions.openSettings();
    // May begin a look of its own, which goes before.
    if (view.getState().areSettingsOpen) await actions.closeSettings();
    const { host, run, isStarting } = view.getState();
    if (host === null || isStarting || (run !== null && run.outcome === null)) return;
    switch (command) {
      case 'check':
        return actions.check();
      case 'repair':
        return actions.plan();
      case 'launch':
        return host.launch === null ? undefined : actions.launch();
      default:
        return assertNever(command);
    }
  };

  /** The first look is taken by itself: it changes nothing, and a view without it has nothing to say. Only who started the program can ask for more. */
  const begin = async (): Promise<void> => {
    await following.takeSnapshot();
    const { host, run } = view.getState();
    if (host === null || run !== null) return;
    await drawn();
    if (view.getState().run !== null || view.getState().isStarting) return;
    switch (host.opensOn) {
      case 'environment':
        return actions.check();
      case 'plan':
        return actions.plan();
      case 'launch':
        return actions.launch();
      default:
        return assertNever(host.opensOn);
    }
  };

  return {
    view,
    actions,
    connect: () => {
      const forget = link.onEvents(following.receive);
      const unasked = link.onCommand?.((command) => void obey(command));
      const disconnect = link.connect((state) => {
        view.setState({ link: state });
        if (state === 'open') void begin();
      });
      return () => {
        disconnect();
        forget();
        unasked?.();
      };
    },
  };
};
