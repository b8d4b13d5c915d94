import type { Finding } from '../../shared/finding.ts';
import { wordFinding } from '../../shared/wording.ts';
import { words } from '../words.ts';
import { More } from './more.tsx';

/** Said at once; more would hide the way out. */
const shownAtOnce = 4;

/** What is wrong, a sentence each. */
export const Findings = ({ findings }: { findings: readonly Finding[] }) => {
  if (findings.length === 0) return null;
  // One more line is not worth a button.
  const limit = findings.length === shownAtOnce + 1 ? findings.length : shownAtOnce;
  const rest = findings.slice(limit);
  return (
    <section aria-label={words.findings}>
      <Sentences findings={findings.slice(0, limit)} />
      {rest.length > 0 && (
        <More show={words.buttons.showAll(findings.length)} hide={words.buttons.hideDetails}>
          <Sentences findings={rest} />
        </More>
      )}
    </section>
  );
};

const Sentences = ({ findings }: { findings: readonly Finding[] }) => (
  <ul className="findings">
    {findings.map((finding) => (
      <li key={JSON.stringify(finding)}>{wordFinding(finding)}</li>
    ))}
  </ul>
);
