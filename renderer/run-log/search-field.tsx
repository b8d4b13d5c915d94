import { useId } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import { words } from '../words.ts';

interface SearchFieldProps {
  text: string;
  onText: (text: string) => void;
  /** The match that is gone to, from 1; null before one was. */
  at: number | null;
  /** How many there are; null while that is not known, or nothing is looked for. */
  matches: number | null;
  onGo: (backwards: boolean) => void;
}

/** Enter goes to the next match, Shift+Enter to the one before. */
export const SearchField = ({ text, onText, at, matches, onGo }: SearchFieldProps) => {
  const id = useId();
  return (
    <div className="log-search">
      <label htmlFor={id} className="only-read-aloud">
        {words.log.search}
      </label>
      <input
        id={id}
        type="search"
        className="input"
        placeholder={words.log.search}
        maxLength={200}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={({ key, shiftKey }) => (key === 'Enter' ? onGo(shiftKey) : undefined)}
      />
      {text.trim() !== '' && (
        <>
          <span className="soft log-matches" role="status">
            {matches === null ? '' : words.log.match(at, matches)}
          </span>
          <ActionButton isDisabled={matches === 0} onPress={() => onGo(true)} aria-label={words.log.previous}>
            ↑
          </ActionButton>
          <ActionButton isDisabled={matches === 0} onPress={() => onGo(false)} aria-label={words.log.next}>
            ↓
          </ActionButton>
        </>
      )}
    </div>
  );
};
