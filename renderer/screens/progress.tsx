import { timeLeftAt } from '../../shared/overall.ts';
import type { Phase } from '../../shared/plan.ts';
import { type RunState, stepsDone } from '../../shared/run-state.ts';
import { wordTimeLeft } from '../../shared/wording.ts';
import { runningTime } from '../from-run/step-view.ts';
import { AuditProgress } from '../parts/audit-progress.tsx';
import { PhaseCard } from '../parts/phase-card.tsx';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { StepCard } from '../parts/step-card.tsx';
import { StopButton } from '../parts/stop-button.tsx';
import { useLog } from '../parts/use-log.tsx';
import { useNow } from '../parts/use-now.ts';
import { useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** A repair at work: a card for each step, the waits among them, and the log on demand. */
export const ProgressScreen = () => {
  const run = useView((view) => view.run);
  return run === null ? null : <RunningRepair run={run} />;
};

const RunningRepair = ({ run }: { run: RunState }) => {
  const log = useLog(run.log);
  const { plan } = run;
  return (
    <ScreenFrame
      title={isInstall(run) ? words.installing : words.repairing}
      sign="working"
      aside={<Position run={run} />}
      secondary={log.button}
      primary={<StopButton />}
    >
      {run.cancelling && <p className="lead">{words.stopping}</p>}
      {run.overall !== null && <ProgressBar done={run.overall.done} total={1} label={words.wholeProgress} />}
      <ul className="steps" aria-label={words.steps}>
        {phasesBeforePlan.map((phase, at) => (
          <PhaseCard key={phase} phase={phase} status={phaseStatus(run, at)}>
            {phase === 'diagnose' && <AuditProgress audit={run.audit} />}
          </PhaseCard>
        ))}
        {plan !== null && run.steps.map((step) => <StepCard key={step.step.id} step={step} plan={plan} />)}
      </ul>
      {log.panel}
    </ScreenFrame>
  );
};

/** There was none before: the findings say so even before there is a plan. */
const isInstall = ({ findings }: RunState): boolean => findings.some(({ code }) => code === 'environment-absent');

const phasesBeforePlan: readonly Phase[] = ['detect', 'diagnose'];

const phaseStatus = ({ phase, plan }: RunState, at: number): 'waiting' | 'working' | 'done' => {
  const now = phase === null ? -1 : phasesBeforePlan.indexOf(phase);
  if (plan !== null || (phase !== null && now < 0) || at < now) return 'done';
  return at === now ? 'working' : 'waiting';
};

/** Step 3 of 6 · 2 min left; the time that has passed while nobody can tell how much is left. */
const Position = ({ run }: { run: RunState }) => {
  const { done, total } = stepsDone(run);
  const now = useNow(1000);
  const left = timeLeftAt(run.overall, now);
  const time = left === null || run.cancelling ? runningTime(now - run.startedAt) : wordTimeLeft(left);
  const position = total === 0 ? [] : [words.stepOf(Math.min(done + 1, total), total)];
  return <>{[...position, ...(time === '' ? [] : [time])].join(' · ')}</>;
};
