import type { RunState } from '../../shared/run-state.ts';
import {
  afterLooking,
  buildLines,
  hasSteps,
  moreThings,
  provenLines,
  stopping,
  summary,
} from '../../shared/wording/terminal.ts';
import { phaseTitles, statusWords, wordAudit, wordFinding } from '../../shared/wording.ts';
import { lastOutput } from './last-output.ts';
import { machineLines } from './machine-lines.ts';
import { findingLines, planLines } from './plan-lines.ts';
import { sign } from './signs.ts';
import { stepLines } from './step-lines.ts';
import { draw, type Line, type Look } from './terminal-text.ts';

/** Findings that the frame of a running repair shows; the rest is counted. */
const shownFindings = 5;

/** The frame of a run in progress. Pure: the same state, time and width give the same lines. */
export const liveLines = (state: RunState, look: Look): string[] => [
  ...header(state, look),
  ...(state.findings.length === 0 ? [] : drawn(someFindings(state), look)),
  ...(state.steps.length === 0 ? phase(state, look) : stepLines(state.steps, look)),
  ...(state.cancelling ? drawn([stopping.once], look) : []),
];

/** What stays on the terminal when the run has ended; long lines are left whole there. */
export const finalLines = (state: RunState, look: Look): string[] => {
  const whole = { ...look, width: Number.POSITIVE_INFINITY };
  const next = afterLooking(state);
  if (state.verb === 'detect' && state.outcome?.kind === 'looked')
    return state.machine === null ? [] : drawn(machineLines(state.machine), whole);
  const told = state.verb === 'diagnose' || state.verb === 'launch' || state.dryRun ? state.findings : [];
  return [
    ...header(state, look),
    ...drawn(findingLines(told), whole),
    ...(state.dryRun && state.plan !== null
      ? drawn(planLines(state.plan, state), whole)
      : stepLines(state.steps, look)),
    ...drawn(lastOutput(state), whole),
    draw(summaryLine(state, look), whole),
    ...drawn(state.dryRun && hasSteps(state) ? [] : buildLines(state), whole),
    ...drawn(provenLines(state, told), whole),
    ...(next === null ? [] : drawn([next], whole)),
  ];
};

const drawn = (lines: readonly string[], look: Look): string[] => lines.map((line) => draw([line], look));

const header = (state: RunState, look: Look): string[] => [
  draw(
    [
      ['bold', state.manifest.title],
      [
        'dim',
        [
          state.profile === 'full' ? '' : ` · ${state.profile}`,
          state.environment === null ? '' : ` · ${state.environment}`,
        ].join(''),
      ],
    ],
    look,
  ),
];

const someFindings = ({ findings }: RunState): string[] => [
  ...findings.slice(0, shownFindings).map((finding) => `  ${wordFinding(finding)}`),
  ...(findings.length > shownFindings ? [`  ${moreThings(findings.length - shownFindings)}`] : []),
];

/** Before there is a plan, the phase is the only step. */
const phase = (state: RunState, look: Look): string[] =>
  state.phase === null || state.outcome !== null
    ? []
    : [
        draw(
          [
            ['active', sign('working', look.unicode)],
            ` ${phaseTitles[state.phase]}  `,
            ['active', statusWords.working],
          ],
          look,
        ),
        ...auditLine(state, look),
      ];

const auditLine = ({ audit }: RunState, look: Look): string[] => {
  const said = wordAudit(audit);
  return said === '' ? [] : [draw(['    ', ['dim', said]], look)];
};

const summaryLine = (state: RunState, { unicode }: Look): Line => {
  switch (state.outcome?.kind) {
    case 'repaired':
    case 'nothing-to-do':
    case 'launched':
      return [['good', sign('done', unicode)], ' ', ['bold', summary(state)]];
    case 'looked':
      return state.outcome.findings === 0
        ? [['good', sign('done', unicode)], ' ', ['bold', summary(state)]]
        : [['attention', sign('needsYou', unicode)], ' ', ['bold', summary(state)]];
    case 'cancelled':
      return [['dim', sign('stopped', unicode)], ' ', ['bold', summary(state)]];
    case 'failed':
      return [['bad', sign('failed', unicode)], ' ', ['bold', summary(state)]];
    case undefined:
      return [];
  }
};
