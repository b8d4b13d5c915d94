import { createStore, type StoreApi } from 'zustand/vanilla';
import { assertNever } from '../shared/assert-never.ts';
import type { HostFacts, PageCommand } from '../shared/contract.ts';
import { language, speak } from '../shared/wording/language.ts';
import { type Actions, createActions } from './actions.ts';
import type { Link } from './client/link.ts';
import { createFollowing } from './follow-run.ts';
import { firstView, type View } from './view.ts';

export interface ViewStore {
  view: StoreApi<View>;
  actions: Actions;
  /** Begins to follow the host; returns the way to end it. */
  connect: () => () => void;
}

/** `drawn` is awaited between the first snapshot and the first thing that is asked for by itself. */
export const createViewStore = (link: Link, drawn: () => Promise<void> = async () => undefined): ViewStore => {
  const view = createStore<View>(firstView);

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

  const actions = createActions(view, link, take);

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
