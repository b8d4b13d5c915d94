import { useEffect, useState } from 'react';
import type { ExportStatus } from '../../shared/log-export.ts';
import { useActions } from '../view-context.tsx';
import { words } from '../words.ts';
import { ProgressBar } from './progress-bar.tsx';

const againMs = 300;

/** How far the export is; the host is asked again and again, for it is soon over. */
export const ExportProgress = () => {
  const { call } = useActions();
  const [status, setStatus] = useState<ExportStatus>(null);
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await call('export-status', {});
      if (answer.ok) setStatus(answer.value);
    }, againMs);
    return () => clearInterval(timer);
  }, [call]);
  return (
    <>
      <p role="status">{words.export.working}</p>
      {status !== null && status.total > 0 && (
        <ProgressBar done={status.done} total={status.total} label={words.export.progress} />
      )}
    </>
  );
};
