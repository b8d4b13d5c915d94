import type { RunState } from '../../shared/run-state.ts';
import { headings } from '../../shared/wording/terminal.ts';
import { titled } from '../../shared/wording.ts';

/** Lines of a tool's output that are shown after a failure; the journal has all of them. */
const shown = 10;

/** What the tools printed last in the step that failed; nothing where the run did not fail. */
export const lastOutput = ({ outcome, log, verb }: RunState): string[] => {
  // All that a launched program printed was shown when it came.
  if (outcome?.kind !== 'failed' || verb === 'launch') return [];
  const { step } = outcome;
  const lines = log.lines
    .filter((line) => line.level === 'output' && (step === null || line.step === step) && line.text.trim() !== '')
    .slice(-shown);
  return lines.length === 0 ? [] : [titled(headings.lastOutput, '').trimEnd(), ...lines.map(({ text }) => `  ${text}`)];
};
