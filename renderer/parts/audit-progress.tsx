import { useId } from 'react';
import type { RunState } from '../../shared/run-state.ts';
import { wordAudit } from '../../shared/wording.ts';
import { ProgressBar } from './progress-bar.tsx';

/** How far the check of the installed files has come; nothing where none is under way. */
export const AuditProgress = ({ audit }: Pick<RunState, 'audit'>) => {
  const id = useId();
  const said = wordAudit(audit);
  if (audit === null || said === '') return null;
  return (
    <div>
      <ProgressBar done={audit.done} total={audit.total} labelledBy={id} />
      <p className="soft amount" id={id}>
        {said}
      </p>
    </div>
  );
};
