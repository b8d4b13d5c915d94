import { useEffect, useMemo, useReducer } from 'react';
import type { LogFilter } from '../../shared/run-log.ts';
import { useActions } from '../view-context.tsx';
import { createLogSource, type LogSource } from './log-source.ts';

/** Four times a second, a log that grows is looked at again. */
const againMs = 250;

/** The log of a run under a filter; the component is drawn anew when more of it is known. */
export const useLogSource = (run: string, { step, level }: LogFilter, search: string, isLive: boolean): LogSource => {
  const { call } = useActions();
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const source = useMemo(
    () => createLogSource({ call, run, filter: { step, level }, onChange: drawAnew }),
    [call, run, step, level],
  );
  useEffect(() => () => source.stop(), [source]);
  useEffect(() => source.search(search), [source, search]);
  const isGrowing = isLive || source.state()?.end === 'reading';
  useEffect(() => {
    if (!isGrowing) {
      // What came between the last look and the run's end.
      source.refresh();
      return;
    }
    const timer = setInterval(source.refresh, againMs);
    return () => clearInterval(timer);
  }, [source, isGrowing]);
  return source;
};
