import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Failure } from '../../shared/failure.ts';
import type { KeptLog } from '../../shared/run-log.ts';
import { useActions, useView } from '../view-context.tsx';
import { presentOf, withPresent } from './run-name.ts';

export interface KeptRuns {
  /** The present one first; null before they are known. */
  runs: KeptLog[] | null;
  /** Why they cannot be known. */
  failure: Failure | null;
}

/** The runs whose logs can be looked at. Asked again when a run begins, and when a lost host is back. */
export const useKeptRuns = (): KeptRuns => {
  const { call } = useActions();
  const isConnected = useView(({ link }) => link === 'open');
  // Of a run that prints, everything else changes ten times a second.
  const present = useView(useShallow(({ run }) => presentOf(run)));
  const [kept, setKept] = useState<KeptLog[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const id = present?.run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new run is a new list
  useEffect(() => {
    if (!isConnected) return;
    let isWanted = true;
    void call('log-runs', {}).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setKept(answer.value.runs);
      setFailure(answer.ok ? null : answer.failure);
    });
    return () => {
      isWanted = false;
    };
  }, [call, id, isConnected]);
  const known = kept ?? (failure === null || present === null ? null : []);
  return { runs: known === null ? null : withPresent(known, present), failure };
};
