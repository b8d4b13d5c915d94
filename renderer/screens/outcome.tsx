import type { Outcome } from '../../shared/events.ts';
import type { RunState } from '../../shared/run-state.ts';
import { duration, sentences as together, wordBuildChoice, wordOutcome } from '../../shared/wording.ts';
import { changedBy, notProvenBy, outcomeSentence, outcomeSign, provenBy, undoneBy } from '../from-run/outcome-view.ts';
import { ExportButton } from '../parts/export-button.tsx';
import { Fact } from '../parts/fact.tsx';
import { FailureDetails } from '../parts/failure-details.tsx';
import { JournalFact } from '../parts/journal-fact.tsx';
import { OutcomeButtons } from '../parts/outcome-buttons.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { useLog } from '../parts/use-log.tsx';
import { useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** How a repair ended: what was proven, what was changed, and what to do next. */
export const OutcomeScreen = () => {
  const run = useView((view) => view.run);
  return run === null || run.outcome === null ? null : <EndedRepair run={run} outcome={run.outcome} />;
};

const EndedRepair = ({ run, outcome }: { run: RunState; outcome: Outcome }) => {
  const log = useLog(run.log);
  const failure = outcome.kind === 'failed' ? outcome.failure : null;
  return (
    <ScreenFrame
      title={wordOutcome(run.verb, outcome).title}
      sign={outcomeSign(outcome)}
      secondary={
        <>
          {log.button}
          {failure !== null && run.journal !== null && <ExportButton run={run.run} />}
        </>
      }
      primary={<OutcomeButtons outcome={outcome} />}
    >
      {failure === null ? <p className="lead">{outcomeSentence(run)}</p> : <FailureDetails failure={failure} />}
      <dl className="card facts">
        <Sentences label={words.labels.proven} sentences={provenBy(run)} />
        <Sentences label={words.labels.notProven} sentences={notProvenBy(run)} />
        {run.plan?.accelerator != null && (
          <Fact label={words.labels.build}>{wordBuildChoice(run.plan.accelerator)}</Fact>
        )}
        <Changed run={run} />
        {run.ms !== null && <Fact label={words.labels.took}>{duration(run.ms)}</Fact>}
        {run.environment !== null && (
          <Fact label={words.folder}>
            <span className="code">{run.environment}</span>
          </Fact>
        )}
        {failure !== null && <JournalFact journal={run.journal} />}
      </dl>
      {log.panel}
    </ScreenFrame>
  );
};

const Sentences = ({ label, sentences }: { label: string; sentences: readonly string[] }) =>
  sentences.length === 0 ? null : <Fact label={label}>{together(sentences)}</Fact>;

/** What is known to be as it was is said, too: it is the first thing that people fear for. */
const Changed = ({ run }: { run: RunState }) => {
  const names = changedBy(run.outcome);
  const undone = undoneBy(run.outcome);
  if (undone !== null) return <Fact label={words.labels.changed}>{undone}</Fact>;
  return <Fact label={words.labels.changed}>{names.length === 0 ? words.nothing : words.someChanged(names)}</Fact>;
};
