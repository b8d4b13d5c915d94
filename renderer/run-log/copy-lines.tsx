import { useEffect, useState } from 'react';
import type { LogFilter } from '../../shared/run-log.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { useActions } from '../view-context.tsx';
import { words } from '../words.ts';
import type { Selection } from './log-view.tsx';

const shownMs = 4000;

interface CopyLinesProps {
  run: string;
  filter: LogFilter;
  search: string;
  selection: Selection | null;
}

/** Copies the lines that were chosen; else those that the search finds, or all that are shown. Says how many. */
export const CopyLines = ({ run, filter, search, selection }: CopyLinesProps) => {
  const { call } = useActions();
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    const answer = await call('log-text', { run, filter, search, range: selection });
    try {
      if (!answer.ok) throw new Error('there is no text');
      await navigator.clipboard.writeText(answer.value.text);
      setSaid(words.log.copiedLines(answer.value.lines, answer.value.of));
    } catch {
      setSaid(words.buttons.notCopied);
    }
  };
  const label = selection === null ? words.log.copyLines : words.log.copySelected(selection.to - selection.from + 1);
  return (
    <>
      <ActionButton onPress={copy}>{said ?? label}</ActionButton>
      <span className="only-read-aloud" role="status">
        {said}
      </span>
    </>
  );
};
