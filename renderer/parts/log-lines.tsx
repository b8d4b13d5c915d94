import { useEffect, useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { LogLine } from '../../shared/run-state.ts';
import { timeOfLine } from '../log-filter.ts';
import { words } from '../words.ts';
import { LevelSign } from './level-sign.tsx';

/** Within this of the end a reader is at the end. */
const endPx = 24;

const upwards: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);

interface LogLinesProps {
  lines: readonly LogLine[];
  isFollowing: boolean;
  /** Told when the reader takes hold of the list, or scrolls back to its end. */
  onFollowing: (isFollowing: boolean) => void;
}

/** Only the lines in sight are in the page: a log may have thousands. */
export const LogLines = ({ lines, isFollowing, onFollowing }: LogLinesProps) => {
  const list = useRef<VListHandle>(null);
  useEffect(() => {
    if (isFollowing && lines.length > 0) list.current?.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [lines, isFollowing]);
  const letGo = (): void => onFollowing(false);
  const followAtEnd = (): void => {
    const { current } = list;
    if (current === null) return;
    if (current.scrollOffset + current.viewportSize >= current.scrollSize - endPx) onFollowing(true);
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
        // What the reader does tells, not the position: lines that stream in scroll it all the time.
        onWheel={({ deltaY }) => (deltaY < 0 ? letGo() : undefined)}
        onPointerDown={letGo}
        onKeyDown={({ key }) => (upwards.has(key) ? letGo() : undefined)}
        onScrollEnd={followAtEnd}
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
