import type { RunState } from '../shared/run-state.ts';
import type { Engine } from './engine/run-request.ts';

export interface Leaving {
  /** Whether the application may end now. If not, it asks where that is due, and quits as soon as it is safe. */
  mayLeave: () => boolean;
  /** Stops what is in progress without asking and quits (a signal, the system's shutdown). */
  leaveNow: () => Promise<void>;
}

/** What the end of the application would stop. */
export type AtStake = { kind: 'repair' } | { kind: 'program'; title: string };

export interface LeavingOptions {
  engine: Pick<Engine, 'state' | 'cancel' | 'idle' | 'subscribe'>;
  /** Whether the user wants to stop the repair, or the program with this name. */
  ask: (about: AtStake) => Promise<boolean>;
  /** Ends the application; called once, when no run is in progress any more. */
  quit: () => void;
}

/**
 * Closing the window must not leave an environment half way: a run in progress is cancelled and
 * waited for. A launched program is a run, too: it writes to our pipes, and would end by itself with
 * the first line that nobody takes, so it is ended in order and with the user's word.
 */
export const createLeaving = ({ engine, ask, quit }: LeavingOptions): Leaving => {
  let stage: 'staying' | 'asking' | 'leaving' | 'safe' = 'staying';

  const leaveNow = async (): Promise<void> => {
    if (stage === 'leaving' || stage === 'safe') return;
    stage = 'leaving';
    const state = engine.state();
    // A run that ends in this moment answers no-such-run, which is as good.
    if (inProgress(state)) engine.cancel(state.run);
    // One that was started but has not said so yet is cancelled by its first event.
    const unsubscribe = engine.subscribe((events) => {
      for (const { run } of events) engine.cancel(run);
    });
    await engine.idle();
    unsubscribe();
    stage = 'safe';
    quit();
  };

  const askThenLeave = async (about: AtStake): Promise<void> => {
    stage = 'asking';
    const wanted = await ask(about);
    if (stage !== 'asking') return;
    stage = 'staying';
    if (wanted) await leaveNow();
  };

  return {
    mayLeave: () => {
      if (stage === 'safe') return true;
      const about = atStake(engine.state());
      if (stage === 'staying') void (about === null ? leaveNow() : askThenLeave(about));
      return false;
    },
    leaveNow,
  };
};

const inProgress = (state: RunState | null): state is RunState => state !== null && state.outcome === null;

/** Looking changes nothing, so ending it needs no question. */
const atStake = (state: RunState | null): AtStake | null => {
  if (!inProgress(state)) return null;
  if (state.launch !== null && state.launch.ended === null) return { kind: 'program', title: state.manifest.title };
  return state.verb === 'repair' && !state.dryRun ? { kind: 'repair' } : null;
};
