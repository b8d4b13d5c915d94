import type { Finding } from '../finding.ts';
import { type Severity, severityOf } from '../severity.ts';
import { live } from './catalogue.ts';

/** One word for how bad a finding is, as lists and tables say it. */
export const severityWords = live((catalogue) => catalogue.severities);

const worstFirst: readonly Severity[] = ['broken', 'wrong', 'notice'];

/** The findings of each severity that has any, the worst first; in one group in their own order. */
export const bySeverity = (findings: readonly Finding[]): { severity: Severity; findings: Finding[] }[] =>
  worstFirst
    .map((severity) => ({ severity, findings: findings.filter((finding) => severityOf(finding) === severity) }))
    .filter((group) => group.findings.length > 0);
