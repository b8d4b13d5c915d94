import { memo } from 'react';
import type { ShownLine } from '../../shared/run-log.ts';
import { timeOfLine } from '../log-filter.ts';
import { LevelSign } from '../parts/level-sign.tsx';
import { words } from '../words.ts';
import { partsOf } from './marked-parts.ts';

interface LogRowProps {
  position: number;
  /** Undefined while it is on its way. */
  line: ShownLine | undefined;
  search: string;
  isGoal: boolean;
  isSelected: boolean;
}

export const LogRow = memo(({ position, line, search, isGoal, isSelected }: LogRowProps) => {
  const names = ['run-log-row', `log-${line?.level ?? 'output'}`];
  if (isGoal) names.push('run-log-goal');
  if (isSelected) names.push('run-log-selected');
  return (
    <div className={names.join(' ')} data-position={position}>
      {line !== undefined && (
        <>
          <time className="log-time">{timeOfLine(line)}</time>
          <span>
            <LevelSign level={line.level} />
            {partsOf(line.text, search).map(({ text, isMatch, at }) =>
              isMatch ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
            )}
            {line.hidden > 0 && <span className="soft">{words.log.hidden(line.hidden)}</span>}
          </span>
        </>
      )}
    </div>
  );
});
