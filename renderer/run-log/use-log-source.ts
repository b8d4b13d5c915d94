import { useEffect, useMemo, useReducer, useState } from 'react';
import type { LogFilter } from '../../shared/run-log.ts';
import { useActions, useView } from '../view-context.tsx';
import { createLogSource, type LogSource } from './log-source.ts';

/** Four times a second, a log that grows is looked at again. */
const againMs = 250;
/** A run's end reaches the page before the disk; after so long it is not expected there any more. */
const lateMs = 5000;

export interface WatchedLog {
  source: LogSource;
  /** The run has ended, and its log is still on its way to there. */
  isLate: boolean;
}

/** The log of a run under a filter; the component is drawn anew when more of it is known. */
export const useLogSource = (
  run: string,
  { step, level }: LogFilter,
  search: string,
  { isAtWork, hasEnded }: { isAtWork: boolean; hasEnded: boolean },
): WatchedLog => {
  const { call } = useActions();
  const isConnected = useView(({ link }) => link === 'open');
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const [isWaitedFor, setWaitedFor] = useState(true);
  const source = useMemo(
    () => createLogSource({ call, run, filter: { step, level }, onChange: drawAnew }),
    [call, run, step, level],
  );
  useEffect(() => () => source.stop(), [source]);
  useEffect(() => source.search(search), [source, search]);
  const end = source.state()?.end;
  const isLate = hasEnded && isWaitedFor && (end === 'open' || end === 'torn');
  useEffect(() => {
    if (!isLate) return;
    const timer = setTimeout(() => setWaitedFor(false), lateMs);
    return () => clearTimeout(timer);
  }, [isLate]);
  const isGrowing = isAtWork || isLate || end === 'reading';
  useEffect(() => {
    if (!isConnected) return;
    // What came while nobody asked: between the last look and the run's end, or without a connection.
    source.refresh();
    if (!isGrowing) return;
    const timer = setInterval(source.refresh, againMs);
    return () => clearInterval(timer);
  }, [source, isGrowing, isConnected]);
  return { source, isLate };
};
