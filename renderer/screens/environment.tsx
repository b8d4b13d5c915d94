import { environmentStatus } from '../from-run/environment-status.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { EnvironmentFacts } from '../parts/environment-facts.tsx';
import { FailureDetails } from '../parts/failure-details.tsx';
import { Findings } from '../parts/findings.tsx';
import { FolderField } from '../parts/folder-field.tsx';
import { ProfilePicker } from '../parts/profile-picker.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { StopButton } from '../parts/stop-button.tsx';
import { useLog } from '../parts/use-log.tsx';
import { useRest } from '../rest.ts';
import { subjectOf } from '../subject.ts';
import { useActions, useCanAsk, useCanLaunch, useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** How the environment stands: what is wrong with it, and the way to mend it. */
export const EnvironmentScreen = () => {
  const run = useView((view) => view.run);
  const folder = useView((view) => subjectOf(view).environment);
  const { check, launch, plan } = useActions();
  const canLaunch = useCanLaunch();
  const canAsk = useCanAsk();
  const rest = useRest();
  const log = useLog(run?.log ?? { total: 0, lines: [] });
  const { status, title, sentence, remedy, failure } = environmentStatus(run);
  const isChecking = run === null || run.outcome === null;
  const checkAgain = (isPrimary: boolean) => (
    <ActionButton onPress={() => check()} isPrimary={isPrimary} isDisabled={!canAsk}>
      {words.buttons.checkAgain}
    </ActionButton>
  );
  const remedyButton = remedy !== null && (
    <ActionButton onPress={() => plan()} isPrimary isDisabled={!canAsk}>
      {words.buttons[remedy]}
    </ActionButton>
  );
  const launchButton = (isPrimary: boolean) => (
    <ActionButton onPress={launch} isPrimary={isPrimary} isDisabled={!canAsk}>
      {isPrimary ? words.buttons.launch : words.buttons.launchAnyway}
    </ActionButton>
  );
  const isHealthy = status === 'done';
  return (
    <ScreenFrame
      title={title}
      sign={status}
      secondary={
        isChecking ? (
          <StopButton />
        ) : (
          <>
            {(remedy !== null || (isHealthy && canLaunch)) && checkAgain(false)}
            {remedy === 'repair' && canLaunch && launchButton(false)}
            {failure !== null && log.button}
          </>
        )
      }
      primary={isChecking ? null : remedyButton || (isHealthy && canLaunch ? launchButton(true) : checkAgain(true))}
    >
      {run !== null && remedy === 'repair' && (
        <div className="loud">
          <Findings findings={run.findings} />
        </div>
      )}
      {sentence !== '' && <p className="lead">{sentence}</p>}
      {isChecking && rest && <rest.AuditProgress audit={run?.audit ?? null} />}
      {failure !== null && <FailureDetails failure={failure} />}
      <section className="card" aria-label={words.environment}>
        <h2>{words.environment}</h2>
        {/* anew for another folder, so that its draft is not the old one's */}
        <FolderField key={folder} folder={folder} isDisabled={isChecking} />
        <ProfilePicker isDisabled={isChecking} />
        {run !== null && <EnvironmentFacts run={run} />}
      </section>
      {log.panel}
    </ScreenFrame>
  );
};
