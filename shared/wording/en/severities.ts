import type { Severity } from '../../severity.ts';

export const severities = {
  broken: 'broken',
  wrong: 'wrong',
  notice: 'worth knowing',
} satisfies Record<Severity, string>;
