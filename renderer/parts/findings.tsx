import type { Finding } from '../../shared/finding.ts';
import { severityOf } from '../../shared/severity.ts';
import { bySeverity, severityWords, wordFinding } from '../../shared/wording.ts';
import { words } from '../words.ts';
import { More } from './more.tsx';

/** Said at once; more would hide the way out. */
const shownAtOnce = 4;

interface FindingsProps {
  findings: readonly Finding[];
  /** Whether a word before each sentence says how bad it is. */
  isGraded?: boolean;
}

/** What is wrong, a sentence each, the worst first. */
export const Findings = ({ findings: all, isGraded = false }: FindingsProps) => {
  if (all.length === 0) return null;
  const findings = bySeverity(all).flatMap((group) => group.findings);
  // One more line is not worth a button.
  const limit = findings.length === shownAtOnce + 1 ? findings.length : shownAtOnce;
  const rest = findings.slice(limit);
  const Sentences = isGraded ? GradedSentences : PlainSentences;
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

const PlainSentences = ({ findings }: { findings: readonly Finding[] }) => (
  <ul className="findings">
    {findings.map((finding) => (
      <li key={JSON.stringify(finding)}>{wordFinding(finding)}</li>
    ))}
  </ul>
);

const GradedSentences = ({ findings }: { findings: readonly Finding[] }) => (
  <ul className="findings graded">
    {findings.map((finding) => (
      <li key={JSON.stringify(finding)}>
        <span className={`grade grade-${severityOf(finding)}`}>{severityWords[severityOf(finding)]}</span>{' '}
        <span>{wordFinding(finding)}</span>
      </li>
    ))}
  </ul>
);
