import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { KeptLog } from '../../shared/run-log.ts';
import { useActions, useView } from '../view-context.tsx';
import { presentOf, withPresent } from './run-name.ts';

/** The runs whose logs can be looked at, the present one first; null before they are known. Asked again when a run begins. */
export const useKeptRuns = (): KeptLog[] | null => {
  const { call } = useActions();
  // Of a run that prints, everything else changes ten times a second.
  const present = useView(useShallow(({ run }) => presentOf(run)));
  const [kept, setKept] = useState<KeptLog[] | null>(null);
  const id = present?.run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new run is a new list
  useEffect(() => {
    let isWanted = true;
    void call('log-runs', {}).then((answer) => {
      if (isWanted) setKept(answer.ok ? answer.value.runs : []);
    });
    return () => {
      isWanted = false;
    };
  }, [call, id]);
  return kept === null ? null : withPresent(kept, present);
};
