import type { Outcome } from '../../shared/events.ts';
import type { RunState } from '../../shared/run-state.ts';
import { duration, wordOutcome } from '../../shared/wording.ts';
import { type LaunchStage, launchStage } from '../from-run/launch-view.ts';
import { outcomeSentence, outcomeSign } from '../from-run/outcome-view.ts';
import { runningTime } from '../from-run/step-view.ts';
import { AuditProgress } from '../parts/audit-progress.tsx';
import { Fact } from '../parts/fact.tsx';
import { FailureDetails } from '../parts/failure-details.tsx';
import { JournalFact } from '../parts/journal-fact.tsx';
import { LaunchButtons } from '../parts/launch-buttons.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { StopButton } from '../parts/stop-button.tsx';
import { useLog } from '../parts/use-log.tsx';
import { useNow } from '../parts/use-now.ts';
import { useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** The manifest's program: being started, running, and how it ended. */
export const LaunchScreen = () => {
  const run = useView((view) => view.run);
  const stage = launchStage(run);
  if (run === null || stage === null) return null;
  return run.outcome === null ? (
    <LaunchAtWork run={run} stage={stage} />
  ) : (
    <EndedLaunch run={run} outcome={run.outcome} />
  );
};

const LaunchAtWork = ({ run, stage }: { run: RunState; stage: LaunchStage }) => {
  const log = useLog(run.log);
  // A page that is closed leaves its host at work.
  const isWindow = useView(({ host }) => host?.host === 'window');
  const { title, sentence } = words.launch[stage](run.manifest.title);
  return (
    <ScreenFrame
      title={title}
      sign={stage === 'running' ? 'done' : 'working'}
      aside={<Elapsed run={run} />}
      secondary={log.button}
      primary={<StopButton label={stage === 'explaining' ? words.buttons.stop : words.buttons.stopProgram} />}
    >
      <p className="lead">
        {sentence} {stage === 'running' && isWindow && words.launch.keepOpen}
      </p>
      {stage === 'explaining' && <AuditProgress audit={run.audit} />}
      <dl className="card facts">
        <LaunchFacts run={run} />
      </dl>
      {log.panel}
    </ScreenFrame>
  );
};

const EndedLaunch = ({ run, outcome }: { run: RunState; outcome: Outcome }) => {
  const log = useLog(run.log);
  const failure = outcome.kind === 'failed' ? outcome.failure : null;
  return (
    <ScreenFrame
      title={wordOutcome(run.verb, outcome).title}
      sign={outcomeSign(outcome)}
      secondary={log.button}
      primary={<LaunchButtons outcome={outcome} />}
    >
      {failure === null ? <p className="lead">{outcomeSentence(run)}</p> : <FailureDetails failure={failure} />}
      <dl className="card facts">
        <LaunchFacts run={run} />
        {run.launch?.ended != null && <Fact label={words.labels.ran}>{duration(run.launch.ended.ms)}</Fact>}
        {failure !== null && <JournalFact journal={run.journal} />}
      </dl>
      {log.panel}
    </ScreenFrame>
  );
};

const LaunchFacts = ({ run: { launch, environment, manifest } }: { run: RunState }) => (
  <>
    <Fact label={words.labels.program}>
      {launch === null ? manifest.title : <span className="code">{launch.command.join(' ')}</span>}
    </Fact>
    {environment !== null && (
      <Fact label={words.folder}>
        <span className="code">{environment}</span>
      </Fact>
    )}
  </>
);

/** Since the program was started; before that and after its end nothing would tell more. */
const Elapsed = ({ run: { launch } }: { run: RunState }) => {
  const now = useNow(1000);
  return <>{launch === null || launch.ended !== null ? '' : runningTime(now - launch.startedAt)}</>;
};
