import { useId, useMemo, useState } from 'react';
import type { LogLevel } from '../../shared/run-log.ts';
import type { RunState } from '../../shared/run-state.ts';
import { linesAsText, linesMatching } from '../log-filter.ts';
import { useActions } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { CopyButton } from './copy-button.tsx';
import { LogLines } from './log-lines.tsx';
import { Picker } from './picker.tsx';

export const levels: readonly LogLevel[] = ['all', 'notable', 'errors'];

/** Every line of the run, in its order: to search, to follow, to copy. */
export const LogPanel = ({ log, id }: { log: RunState['log']; id: string }) => {
  const [level, setLevel] = useState<LogLevel>('all');
  const [search, setSearch] = useState('');
  const [isFollowing, setFollowing] = useState(true);
  const searchId = useId();
  const { showLog } = useActions();
  const shown = useMemo(() => linesMatching(log.lines, { level, search }), [log.lines, level, search]);
  return (
    <section className="card log" id={id} aria-label={words.log.title}>
      <div className="log-tools">
        <Picker
          label={words.log.level}
          isLabelHidden
          value={level}
          choices={levels.map((value) => ({ value, label: words.log.levels[value] }))}
          onPick={(picked) => setLevel(levels.find((value) => value === picked) ?? 'all')}
        />
        <label htmlFor={searchId} className="only-read-aloud">
          {words.log.search}
        </label>
        <input
          id={searchId}
          type="search"
          className="input"
          placeholder={words.log.search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <LogLines lines={shown} isFollowing={isFollowing} onFollowing={setFollowing} />
      <div className="log-tools">
        <CopyButton label={words.log.copy} text={() => linesAsText(shown)} />
        <label className="check">
          <input type="checkbox" checked={isFollowing} onChange={(event) => setFollowing(event.target.checked)} />
          {words.log.follow}
        </label>
        <ActionButton isLink onPress={() => showLog(true)}>
          {words.log.all}
        </ActionButton>
        <span className="soft log-count">{words.log.countOf(shown.length, log.lines.length)}</span>
      </div>
    </section>
  );
};
