import { exitCodeOf, exitCodeOfFailure } from '../../shared/exit-code.ts';
import type { Failure } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import { currentQuestion, currentWait, type RunState, reduce } from '../../shared/run-state.ts';
import { problems } from '../../shared/wording/terminal.ts';
import { type Wording, wordFailure } from '../../shared/wording.ts';
import type { Engine, RunRequest } from '../engine/run-request.ts';
import { answerOfKey } from './question-lines.ts';
import type { StopSignals } from './stop-signals.ts';
import type { View } from './view.ts';

export interface WatchOptions {
  engine: Engine;
  request: RunRequest;
  stop: StopSignals;
  /** Makes the view; it gets the way to hand on what is pressed. */
  openView: (controls: { press: (key: string) => void }) => Promise<View>;
}

/** How a run ended for the command line; the problem is said after the view has ended. */
export interface Watched {
  exitCode: number;
  problem: Wording | null;
}

/**
 * Starts a run, shows its events, and stops it when asked. Ends when the engine is idle again, or
 * does not become so in time after a request to stop: being ended then harms no environment (law 2).
 */
export const watchRun = async ({ engine, request, stop, openView }: WatchOptions): Promise<Watched> => {
  let state: RunState | null = null;
  let broken: unknown = null;
  let ended: boolean;
  const view = await openView({
    press: (key) => {
      if (state === null) return;
      const [question, wait] = [currentQuestion(state), currentWait(state)];
      const answer = question === null ? null : answerOfKey(question, key);
      if (question !== null && answer !== null) engine.answerHolders(state.run, question.id, answer);
      else if (wait !== null && /r/i.test(key)) engine.retryNow(state.run, wait.id);
    },
  });
  const unsubscribe = engine.subscribe((events) => {
    // A view that breaks must not break the run whose events it shows: that is told when the run has ended.
    if (broken !== null) return;
    try {
      for (const event of events) {
        state = reduce(state, event);
        view.show(event, state);
      }
    } catch (error) {
      broken = error;
    }
  });
  try {
    if (stop.times() > 0) return { exitCode: 130, problem: null };
    const started = engine.start(request);
    if (!started.ok) return failed(started.failure);
    stop.onStop((times) => {
      if (times === 1) engine.cancel(started.value.run);
      else view.stoppingStill();
    });
    ended = await Promise.race([engine.idle().then(() => true), stop.tooLong.then(() => false)]);
  } finally {
    unsubscribe();
    view.end();
  }
  if (!ended) return { exitCode: 130, problem: problems.stuck };
  if (broken !== null) return failed(bug(broken, engine));
  const outcome = engine.state()?.outcome ?? null;
  if (outcome === null) return failed(bug(new Error('the run ended without an outcome'), engine));
  return outcome.kind === 'failed'
    ? failed(outcome.failure)
    : { exitCode: exitCodeOf(request.verb, outcome), problem: null };
};

const failed = (failure: Failure): Watched => ({
  exitCode: exitCodeOfFailure(failure.code),
  problem: wordFailure(failure),
});

const bug = (error: unknown, engine: Engine): Failure => ({
  code: 'bug',
  message: redact(error instanceof Error ? error.message : String(error)),
  journal: engine.state()?.journal ?? null,
});
