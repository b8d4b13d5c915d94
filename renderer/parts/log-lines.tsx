import { useEffect, useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { LineLevel } from '../../shared/events.ts';
import type { LogLine } from '../../shared/run-state.ts';
import { timeOfLine } from '../log-filter.ts';
import { words } from '../words.ts';
import { Sign } from './sign.tsx';

/** Within this of the end a reader is at the end. */
const endPx = 24;

interface LogLinesProps {
  lines: readonly LogLine[];
  isFollowing: boolean;
  /** Told when the reader leaves the end by scrolling, or comes back to it. */
  onFollowing: (isFollowing: boolean) => void;
}

/** Only the lines in sight are in the page: a log may have thousands. */
export const LogLines = ({ lines, isFollowing, onFollowing }: LogLinesProps) => {
  const list = useRef<VListHandle>(null);
  useEffect(() => {
    if (isFollowing && lines.length > 0) list.current?.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [lines, isFollowing]);
  const isAtEnd = (): boolean => {
    const { current } = list;
    return current === null || current.scrollOffset + current.viewportSize >= current.scrollSize - endPx;
  };
  if (lines.length === 0) return <p className="log-lines log-none soft">{words.log.none}</p>;
  return (
    <div className="log-lines">
      <VList
        ref={list}
        data={lines}
        // Focusable, so that the keyboard can scroll it; silent, because the announcer tells what matters.
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={words.log.lines}
        onScrollEnd={() => onFollowing(isAtEnd())}
      >
        {(line) => (
          <div key={line.index} className={`log-line log-${line.level}`}>
            <time className="log-time">{timeOfLine(line)}</time>
            <span>
              <LevelSign level={line.level} />
              {line.text}
            </span>
          </div>
        )}
      </VList>
    </div>
  );
};

const LevelSign = ({ level }: { level: LineLevel }) => {
  if (level !== 'warning' && level !== 'error') return null;
  return (
    <>
      <Sign name={level === 'error' ? 'failed' : 'needs-you'} />
      <span className="only-read-aloud">{words.log.marks[level]}</span>
    </>
  );
};
