import { useState } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import { ExportButton } from '../parts/export-button.tsx';
import { FailureLine } from '../parts/failure-line.tsx';
import { Picker } from '../parts/picker.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { RunLog } from '../run-log/run-log.tsx';
import { runName } from '../run-log/run-name.ts';
import { useKeptRuns } from '../run-log/use-kept-runs.ts';
import { useActions, useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** The logs of all runs that are kept: the present one first, and as it grows. */
export const LogScreen = () => {
  const { showLog } = useActions();
  const { runs, failure } = useKeptRuns();
  const atWork = useView(({ run }) => (run !== null && run.outcome === null ? run.run : null));
  const [picked, setPicked] = useState<string | null>(null);
  const kept = runs?.find(({ run }) => run === picked) ?? runs?.[0];
  return (
    <ScreenFrame
      title={words.log.title}
      isWide
      secondary={<ActionButton onPress={() => showLog(false)}>{words.buttons.back}</ActionButton>}
      primary={kept === undefined ? null : <ExportButton run={kept.run} isPrimary />}
    >
      {failure !== null && <FailureLine failure={failure} />}
      {runs?.length === 0 && <p className="lead">{words.log.noRuns}</p>}
      {runs !== null && kept !== undefined && (
        <>
          <div className="log-tools">
            <Picker
              label={words.log.run}
              isLabelHidden
              value={kept.run}
              choices={runs.map((one) => ({ value: one.run, label: runName(one, one.run === atWork) }))}
              onPick={setPicked}
            />
          </div>
          <RunLog key={kept.run} kept={kept} isAtWork={kept.run === atWork} />
        </>
      )}
    </ScreenFrame>
  );
};
