import type { Failure } from '../../shared/failure.ts';
import { titled, wordFailure } from '../../shared/wording.ts';
import { codeOf, evidenceOf } from '../from-run/outcome-view.ts';
import { words } from '../words.ts';
import { CopyButton } from './copy-button.tsx';

/** What went wrong, the one next action, and small below it what a search or a report needs. */
export const FailureDetails = ({ failure }: { failure: Failure }) => {
  const evidence = evidenceOf(failure);
  const code = codeOf(failure);
  const caption = failure.code === 'launch-failed' ? words.programEvidence : words.evidence;
  return (
    <>
      <p className="lead">{wordFailure(failure).sentence}</p>
      <p>
        <strong>{titled(words.labels.nextAction, '').trimEnd()}</strong> {words.next(failure)}
      </p>
      {evidence.length > 0 && (
        <figure className="evidence">
          <figcaption className="soft">{caption}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard can scroll it */}
          <pre tabIndex={0}>{evidence.join('\n')}</pre>
        </figure>
      )}
      <p className="small soft">
        {words.labels.code} <span className="code">{code}</span>{' '}
        <CopyButton isLink label={words.buttons.copyCode} text={() => code} />
      </p>
    </>
  );
};
