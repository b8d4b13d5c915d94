import { useId, useState } from 'react';
import { useActions, useCanAsk, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';

/** The environment's folder, to be typed or, where the host has a dialog, chosen. Another one is looked at at once. */
export const FolderField = ({ folder, isDisabled }: { folder: string; isDisabled: boolean }) => {
  const id = useId();
  const [draft, setDraft] = useState(folder);
  const { check, chooseFolder } = useActions();
  const canAsk = useCanAsk();
  const hasDialog = useView(({ host }) => host?.host === 'window');
  const isOther = draft.trim() !== '' && draft.trim() !== folder;
  const cannot = isDisabled || !canAsk;
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOther && !cannot) void check({ environment: draft.trim() });
      }}
    >
      <label htmlFor={id} className="field-label">
        {words.folder}
      </label>
      <div className="field-row">
        <input
          id={id}
          className="input code"
          value={draft}
          readOnly={isDisabled}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setDraft(event.target.value)}
        />
        {isOther && (
          <button type="submit" className="button" disabled={cannot}>
            {words.useFolder}
          </button>
        )}
        {hasDialog && (
          <ActionButton onPress={chooseFolder} isDisabled={cannot}>
            {words.choose}
          </ActionButton>
        )}
      </div>
    </form>
  );
};
