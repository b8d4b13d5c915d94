import type { LineLevel } from '../../shared/events.ts';
import { words } from '../words.ts';
import { Sign } from './sign.tsx';

/** What a line of a log is, where that is notable: as a sign, and as a word for who hears it. */
export const LevelSign = ({ level }: { level: LineLevel }) => {
  if (level !== 'warning' && level !== 'error') return null;
  return (
    <>
      <Sign name={level === 'error' ? 'failed' : 'needs-you'} />
      <span className="only-read-aloud">{words.log.marks[level]}</span>
    </>
  );
};
