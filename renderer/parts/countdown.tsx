import type { Wait } from '../../shared/run-state.ts';
import { secondsLeft, wordFailure, wordWait } from '../../shared/wording.ts';
import { sentenceCase } from '../sentence-case.ts';
import { useActions, useCanAsk, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { useNow } from './use-now.ts';

/** A wait is a fact with an end: how long still, which attempt comes next, and why there is a wait. */
export const Countdown = ({ wait }: { wait: Wait }) => {
  const now = useNow(250);
  const { retryNow } = useActions();
  const canAsk = useCanAsk();
  const isStopping = useView(({ run }) => run?.cancelling ?? false);
  // The host's clock may be another than this page's: never longer than the wait is.
  const at = Math.max(now, wait.since);
  const { countdown, attempt } = wordWait(wait, at);
  return (
    <div className="countdown">
      <Ring part={(wait.until - at) / Math.max(1, wait.until - wait.since)} />
      <div className="countdown-words">
        <span role="timer" aria-label={words.tryingAgain} className="countdown-time">
          {secondsLeft(wait.until, at) === 0 ? words.tryingAgainNow : sentenceCase(countdown)}
        </span>
        <span> · {attempt}</span>
        <div className="soft">{wordFailure(wait.failure).sentence}</div>
      </div>
      <ActionButton onPress={retryNow} isDisabled={!canAsk || isStopping}>
        {words.buttons.retryNow}
      </ActionButton>
    </div>
  );
};

/** What is left of the wait, from 1 to 0. */
const Ring = ({ part }: { part: number }) => (
  <svg className="ring" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="10" className="ring-whole" />
    <circle
      cx="12"
      cy="12"
      r="10"
      className="ring-left"
      pathLength={1}
      strokeDasharray={1}
      strokeDashoffset={1 - Math.min(1, Math.max(0, part))}
    />
  </svg>
);
