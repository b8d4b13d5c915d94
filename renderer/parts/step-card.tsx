import { memo, useId } from 'react';
import type { Plan } from '../../shared/plan.ts';
import type { StepState } from '../../shared/run-state.ts';
import { stepTitle } from '../../shared/wording.ts';
import { detailsOf, signOf, timeOf } from '../from-run/step-view.ts';
import { Countdown } from './countdown.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Sign } from './sign.tsx';
import { useNow } from './use-now.ts';

/** A step of the plan: its state, what it works on, how far it is, and its wait where it has one. */
export const StepCard = memo(({ step, plan }: { step: StepState; plan: Plan }) => {
  const id = useId();
  const { sign, word } = signOf(step);
  const details = detailsOf(step, plan);
  const { progress, ended, wait } = step;
  return (
    <li className={`step step-${sign}`} aria-labelledby={id}>
      <Sign name={sign} />
      <span className="step-title" id={id}>
        {stepTitle(step.step)}
      </span>
      <span className="step-word">
        {word}
        <StepTime step={step} />
      </span>
      {details !== '' && <div className="step-details">{details}</div>}
      {progress !== null && progress.total !== null && progress.total > 0 && ended === null && wait === null && (
        <div className="step-more">
          <ProgressBar done={progress.done} total={progress.total} labelledBy={id} />
        </div>
      )}
      {wait !== null && (
        <div className="step-more">
          <Countdown wait={wait} />
        </div>
      )}
    </li>
  );
});

const StepTime = ({ step }: { step: StepState }) =>
  step.status === 'working' ? <RunningTime step={step} /> : <Time text={timeOf(step, 0)} />;

const RunningTime = ({ step }: { step: StepState }) => <Time text={timeOf(step, useNow(1000))} />;

const Time = ({ text }: { text: string }) => (text === '' ? null : <span className="step-time"> · {text}</span>);
