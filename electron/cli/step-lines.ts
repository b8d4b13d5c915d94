import type { StepState } from '../../shared/run-state.ts';
import { waitHints } from '../../shared/wording/terminal.ts';
import {
  downloadParts,
  duration,
  packagesIn,
  partOf,
  progressOf,
  stepTitle,
  wholeSeconds,
  wordAttempt,
  wordWait,
} from '../../shared/wording.ts';
import { questionLines } from './question-lines.ts';
import { bar, signOf } from './signs.ts';
import { cut, draw, type Line, type Look, padded, widthOf } from './terminal-text.ts';

/** A line for each step; below the one at work how far it is, below the one that waits its countdown. */
export const stepLines = (steps: readonly StepState[], look: Look): string[] => {
  const longestTitle = Math.max(0, ...steps.map(({ step }) => widthOf(stepTitle(step))));
  const titleWidth = Math.min(longestTitle, Math.max(10, Math.floor(look.width * 0.5)));
  const wordWidth = Math.max(0, ...steps.map((step) => widthOf(signOf(step, look.unicode).word)));
  return steps.flatMap((step) => {
    const { sign, word, style } = signOf(step, look.unicode);
    const title = padded(cut(stepTitle(step.step), titleWidth), titleWidth);
    const line: Line = [
      [style, sign],
      ' ',
      title,
      '  ',
      [style, padded(word, wordWidth)],
      '  ',
      ['dim', timeOf(step, look)],
    ];
    return [draw(line, look), ...progressLines(step, look), ...waitLines(step, look), ...asked(step, look)];
  });
};

const asked = ({ question }: StepState, look: Look): string[] =>
  question === null ? [] : questionLines(question, look);

const timeOf = (step: StepState, { now }: Look): string => {
  if (step.ended !== null) return step.ms === null || step.ended === 'not-needed' ? '' : duration(step.ms);
  if (step.status !== 'working') return '';
  const elapsed = step.startedAt === null ? 0 : now - step.startedAt;
  const seconds = Math.floor(elapsed / 1000);
  // Nothing in the first two seconds and no tenths after: a time must not flicker.
  const time = seconds < 2 ? [] : [seconds < 10 ? wholeSeconds(seconds) : duration(seconds * 1000)];
  return [...(step.attempt > 1 ? [wordAttempt(step.attempt, step.of)] : []), ...time].join(' · ');
};

/** "███████░░░  812 MB of 2.4 GB · 1 of 2 packages" while a step is at work; a bar where there is room for one. */
const progressLines = (step: StepState, look: Look): string[] => {
  if (step.ended !== null || step.status !== 'working') return [];
  const said = [...amountOf(step), ...packagesOf(step)].join(' · ');
  if (said === '') return [];
  const total = step.progress?.total ?? 0;
  const room = Math.min(24, look.width - widthOf(said) - 6);
  const drawn: Line =
    total <= 0 || room < 6 ? [] : [['active', bar((step.progress?.done ?? 0) / total, room, look.unicode)], '  '];
  return [draw(['    ', ...drawn, ['dim', said]], look)];
};

const amountOf = ({ progress, download }: StepState): string[] => {
  if (download !== null) return downloadParts(download);
  return progress === null ? [] : [progressOf(progress)];
};

/** Packages that are done, of those that the step has; left out where the amount counts packages already. */
const packagesOf = ({ packages, progress, step }: StepState): string[] => {
  if (packages.length === 0 || progress?.unit === 'packages') return [];
  const all = packagesIn(packages.length);
  if (step.kind === 'resolve') return [all];
  const done = packages.filter(
    ({ state }) => state === 'installed' || state === 'removed' || state === 'proven',
  ).length;
  return [partOf(String(done), all)];
};

/** "trying again in 4 s · attempt 2 of 3 · reason — press r …"; the hint has its own line where the terminal is narrow. */
const waitLines = (step: StepState, look: Look): string[] => {
  if (step.wait === null) return [];
  const { countdown, attempt, reason } = wordWait(step.wait, look.now);
  const hint = look.keys ? waitHints.withKeys : waitHints.withoutKeys;
  const said = `${countdown} · ${attempt} · ${reason}`;
  const inOneLine = widthOf(said) + widthOf(hint) + 7 <= look.width;
  if (inOneLine) return [draw(['    ', ['attention', said], ['dim', ` — ${hint}`]], look)];
  return [draw(['    ', ['attention', said]], look), draw(['    ', ['dim', hint]], look)];
};
