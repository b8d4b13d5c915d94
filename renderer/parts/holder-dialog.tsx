import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';
import type { HolderAnswer } from '../../shared/holder.ts';
import type { HolderQuestion } from '../../shared/run-state.ts';
import { answerWord, holderFacts, wordQuestion } from '../../shared/wording.ts';
import { useActions, useCanAsk, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { useNow } from './use-now.ts';

/**
 * Asks about programs that use files of the environment. It goes with its answer, given here or in
 * another view; until then the run waits. Nothing is answered by Escape or a press beside it.
 */
export const HolderDialog = ({ question }: { question: HolderQuestion | null }) => (
  <AlertDialog.Root open={question !== null}>
    {question !== null && (
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <Asked question={question} />
      </AlertDialog.Portal>
    )}
  </AlertDialog.Root>
);

/** The one that harms nothing is the last, at the right, as everywhere. */
const inOrder: readonly HolderAnswer[] = ['stop', 'move-aside', 'end', 'try-again'];

const Asked = ({ question }: { question: HolderQuestion }) => {
  const { answerHolders } = useActions();
  const canAsk = useCanAsk();
  const isStopping = useView(({ run }) => run?.cancelling ?? false);
  const now = useNow(60_000);
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, sentence } = wordQuestion(question);
  return (
    // The focus begins at the heading: what is asked is read before a key can answer it.
    <AlertDialog.Popup className="dialog" initialFocus={heading}>
      <AlertDialog.Title ref={heading} tabIndex={-1}>
        {title}
      </AlertDialog.Title>
      <ul className="dialog-list" aria-label={words.programs}>
        {question.holders.map((holder) => (
          <li key={`${holder.pid} ${holder.identity}`}>
            <strong>{holder.name}</strong>
            <span className="soft"> · {holderFacts(holder, now)}</span>
            {holder.program !== null && <div className="code">{holder.program}</div>}
          </li>
        ))}
      </ul>
      <AlertDialog.Description className="soft">{sentence}</AlertDialog.Description>
      <div className="dialog-buttons">
        {inOrder
          .filter((choice) => question.choices.includes(choice))
          .map((choice) => (
            <ActionButton
              key={choice}
              isPrimary={choice === 'try-again'}
              isDisabled={!canAsk || isStopping}
              onPress={() => answerHolders(question, choice)}
            >
              {answerWord(choice, question.holders)}
            </ActionButton>
          ))}
      </div>
    </AlertDialog.Popup>
  );
};
