import type { Event } from '../../shared/events.ts';
import type { RunState } from '../../shared/run-state.ts';
import { afterLooking, buildLines, hasSteps, isOutside, provenLines, summary } from '../../shared/wording/terminal.ts';
import { describeEvent, stepTitle, titled } from '../../shared/wording.ts';
import { lastOutput } from './last-output.ts';
import { machineLines } from './machine-lines.ts';
import { planLines } from './plan-lines.ts';

/**
 * What an event adds to a pipe or a log file: whole sentences, those of a step behind its title.
 * `state` is the one after the event. A tool's raw output is left out, but for the end of a failure;
 * that of a launched program is what its user started it for.
 */
export const plainLines = (event: Event, state: RunState): string[] => {
  if (event.type === 'run-finished') return ending(state);
  if (state.verb === 'detect') return event.type === 'machine-detected' ? machineLines(event.machine) : [];
  // A plan that is only shown is told once its sizes are known, or when nothing more can come.
  if (event.type === 'plan-made') return state.dryRun ? [] : planLines(event.plan, state);
  if (event.type === 'plan-sized' && state.dryRun) return [];
  if (isSaidAtTheEnd(event)) return [];
  const said =
    event.type === 'lines'
      ? event.lines
          .filter(({ level }) => level !== 'output' || state.verb === 'launch')
          .map(({ text }) => ({ text, step: event.step }))
      : describeEvent(event, state);
  return said.map(({ text, step }) => {
    const title = titleOf(step, state);
    return title === null || text.startsWith(titled(title, '')) ? text : titled(title, text);
  });
};

/** The build comes with the plan or at the end, and so does what keeps a GPU from being proven, with what to do about it. */
const isSaidAtTheEnd = (event: Event): boolean =>
  event.type === 'build-chosen' ||
  (event.type === 'finding-found' && event.finding.code === 'accelerator-unproven') ||
  (event.type === 'proof-made' && isOutside(event.proof));

const titleOf = (id: string | null, state: RunState): string | null => {
  const found = state.steps.find(({ step }) => step.id === id);
  return found === undefined ? null : stepTitle(found.step);
};

const ending = (state: RunState): string[] => {
  if (state.verb === 'detect' && state.outcome?.kind === 'looked') return [];
  const next = afterLooking(state);
  const plan = state.dryRun && state.plan !== null ? planLines(state.plan, state) : [];
  return [
    ...plan,
    ...lastOutput(state),
    summary(state),
    ...(hasSteps(state) ? [] : buildLines(state)),
    ...provenLines(
      state,
      state.findings.filter(({ code }) => code === 'check-failed'),
    ),
    ...(next === null ? [] : [next]),
  ];
};
