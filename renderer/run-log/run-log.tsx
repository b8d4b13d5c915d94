import { useEffect, useRef, useState } from 'react';
import type { KeptLog, LogFilter, LogState } from '../../shared/run-log.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { FailureLine } from '../parts/failure-line.tsx';
import { levels } from '../parts/log-panel.tsx';
import { Picker } from '../parts/picker.tsx';
import { useActions } from '../view-context.tsx';
import { words } from '../words.ts';
import { CopyLines } from './copy-lines.tsx';
import { type Goal, LogView, type Selection } from './log-view.tsx';
import { SearchField } from './search-field.tsx';
import { useLogSource } from './use-log-source.ts';

const everything: LogFilter = { step: null, level: 'all' };
const everyStep = '';
/** While a person types, nothing is looked for. */
const typingMs = 150;

/** Every line of one run: to filter, to search, to follow, to copy. */
export const RunLog = ({ kept, isAtWork }: { kept: KeptLog; isAtWork: boolean }) => {
  const { run } = kept;
  const { call } = useActions();
  const [filter, setFilter] = useState(everything);
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [isWrapped, setWrapped] = useState(true);
  const [isFollowing, setFollowing] = useState(isAtWork);
  const [goal, setGoal] = useState<(Goal & { ordinal: number | null }) | null>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const topLine = useRef(0);
  /** Counts what was asked to be gone to: only the last answer is heeded. */
  const going = useRef(0);
  const hasEnded = kept.outcome !== null;
  const { source, isLate } = useLogSource(run, filter, search, { isAtWork, hasEnded });
  const state = source.state();
  const failure = source.failure();

  const show = (next: LogFilter): void => {
    going.current += 1;
    setFilter(next);
    setGoal(null);
    setSelection(null);
  };
  const goTo = (position: number, ordinal: number | null): void => {
    going.current += 1;
    setFollowing(false);
    setGoal({ position, ordinal });
  };
  const go = async (text: string, from: number, backwards: boolean): Promise<void> => {
    going.current += 1;
    if (text.trim() === '') return;
    const own = going.current;
    const found = await call('log-find', { run, filter, search: text, from, backwards });
    if (own === going.current && found.ok && found.value !== null) goTo(found.value.position, found.value.ordinal);
  };
  const goOn = (backwards: boolean): void => {
    const from = goal?.position ?? topLine.current;
    void go(typed, goal?.ordinal == null || backwards ? from : from + 1, backwards);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is looked for, from where the reader is
  useEffect(() => {
    if (typed === search) return;
    const timer = setTimeout(() => {
      setSearch(typed);
      setGoal(null);
      void go(typed, goal?.position ?? topLine.current, false);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <>
      <div className="log-tools">
        <StepPicker state={state} filter={filter} onPick={(step) => show({ ...filter, step })} />
        <Picker
          label={words.log.level}
          isLabelHidden
          value={filter.level}
          choices={levels.map((value) => ({ value, label: words.log.levels[value] }))}
          onPick={(picked) => show({ ...filter, level: levels.find((value) => value === picked) ?? 'all' })}
        />
        <SearchField
          text={typed}
          onText={setTyped}
          at={goal?.ordinal ?? null}
          matches={search === typed && state !== null ? state.matches : null}
          onGo={goOn}
        />
      </div>
      {failure !== null && <FailureLine failure={failure} />}
      <EndNote state={state} isAtWork={isAtWork} hasEnded={hasEnded} isLate={isLate} />
      {state !== null && state.shown === 0 && state.end !== 'reading' ? (
        <p className="run-log log-none soft">{words.log.none}</p>
      ) : (
        <LogView
          source={source}
          search={search}
          isWrapped={isWrapped}
          isFollowing={isFollowing}
          onFollowing={setFollowing}
          goal={goal}
          selection={selection}
          onSelect={setSelection}
          onTop={(position) => {
            topLine.current = position;
          }}
        />
      )}
      <div className="log-tools">
        <CopyLines run={run} filter={filter} search={search} selection={selection} />
        {state?.failure != null && (
          <ActionButton
            onPress={() => {
              show(everything);
              goTo(state.failure ?? 0, null);
            }}
          >
            {words.log.toFailure}
          </ActionButton>
        )}
        <Check label={words.log.follow} isOn={isFollowing} onChange={setFollowing} />
        <Check label={words.log.wrap} isOn={isWrapped} onChange={setWrapped} />
        <span className="soft log-count" role="status">
          {state === null ? words.log.reading : words.log.countOf(state.shown, state.total)}
        </span>
      </div>
    </>
  );
};

const Check = ({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) => (
  <label className="check">
    <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
    {label}
  </label>
);

const StepPicker = ({
  state,
  filter,
  onPick,
}: {
  state: LogState | null;
  filter: LogFilter;
  onPick: (step: string | null) => void;
}) => (
  <Picker
    label={words.log.step}
    isLabelHidden
    value={filter.step ?? everyStep}
    choices={[
      { value: everyStep, label: words.log.everyStep },
      ...(state?.steps ?? []).map(({ id, title }) => ({ value: id, label: title })),
    ]}
    onPick={(picked) => onPick(picked === everyStep ? null : picked)}
  />
);

/** What a reader must know of a log that does not go to the run's end. */
const EndNote = ({
  state,
  isAtWork,
  hasEnded,
  isLate,
}: {
  state: LogState | null;
  isAtWork: boolean;
  hasEnded: boolean;
  isLate: boolean;
}) => {
  const end = state?.end ?? 'reading';
  if (end === 'finished' || (isAtWork && end !== 'damaged')) return null;
  if (end === 'reading' || isLate) return <p className="soft">{words.log.reading}</p>;
  return <p className="soft">{words.log.ends[hasEnded && end === 'open' ? 'unwritten' : end]}</p>;
};
