import { type ReactNode, useEffect, useId, useState } from 'react';
import type { RunState } from '../../shared/run-state.ts';
import { useRest } from '../rest.ts';
import { LogButton } from './log-button.tsx';

/** A screen's log: the button for its action bar and, once that was pressed, the panel for its end. */
export const useLog = (log: RunState['log']): { button: ReactNode; panel: ReactNode } => {
  const id = useId();
  const rest = useRest();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOpen) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, id]);
  return {
    button: <LogButton isOpen={isOpen} controls={id} onToggle={() => setOpen(!isOpen)} />,
    panel: isOpen && rest !== null ? <rest.LogPanel log={log} id={id} /> : null,
  };
};
