import type { Plan, Rung, StepSize } from '../plan.ts';
import { bytes } from './amounts.ts';
import { wordFinding } from './findings.ts';

/** How far a repair goes, from the least to the last. */
export const rungWords: Record<Rung, string> = {
  leftovers: 'only what was left over',
  interpreter: 'only the environment’s own Python',
  package: 'only the packages concerned',
  layer: 'whole layers',
  cache: 'whole layers, downloaded again',
  environment: 'a new environment',
  python: 'a new environment with another Python',
};

/**
 * How far the plan goes, in a sentence; empty for a plan without steps. `isRebuild`: the user asked
 * for a new environment, whatever was found.
 */
export const planScope = ({ rung, climbed }: Pick<Plan, 'rung' | 'climbed'>, isRebuild: boolean): string => {
  switch (rung) {
    case null:
      return '';
    // No finding's ladder begins with these two, so a lower rung has failed before.
    case 'cache':
    case 'python':
      return furtherThan(rung);
    case 'environment':
      if (isRebuild) return `As you asked: ${rungWords[rung]}.`;
      return climbed === true ? furtherThan(rung) : leastThatHelps(rung);
    default:
      return climbed === true ? furtherThan(rung) : leastThatHelps(rung);
  }
};

const furtherThan = (rung: Rung): string => `Less has not helped before, so this time: ${rungWords[rung]}.`;
const leastThatHelps = (rung: Rung): string => `The least that can help: ${rungWords[rung]}.`;

/** What the plan does nothing about, and why; empty where there is nothing. */
export const planLeftAlone = ({
  findings,
  leftAlone,
  unpublished = [],
}: Pick<Plan, 'findings' | 'leftAlone' | 'unpublished'>): string => {
  const words = (some: readonly number[]) => some.flatMap((at) => findings[at] ?? []).map(wordFinding);
  const tried = words(leftAlone.filter((at) => !unpublished.includes(at)));
  const untried = words(unpublished);
  return [
    ...(tried.length === 0 ? [] : [...tried, 'Nothing that could be tried has helped.']),
    ...(untried.length === 0
      ? []
      : [...untried, 'No index has it, so it has to be installed again from where it came.']),
  ].join(' ');
};

/** Downloads 16 MB; moves 61 MB aside until it is proven. Empty where there is nothing to say. */
export const stepSize = ({ download, aside, packages }: StepSize): string => {
  const parts = [
    ...(packages.length === 0 ? [] : [downloadSize(download)]),
    ...(aside === null || aside === 0 ? [] : [`moves ${bytes(aside)} aside until it is proven`]),
  ];
  return parts.join('; ');
};

const downloadSize = (download: number | null): string => {
  if (download === null) return 'download size unknown';
  return download === 0 ? 'downloads nothing, for all of it is here' : `downloads ${bytes(download)}`;
};

/** The sum of all steps in one line; empty where nothing is known. */
export const planSize = (sizes: readonly StepSize[]): string => {
  const installed = sizes.filter(({ packages }) => packages.length > 0);
  if (sizes.length === 0) return '';
  const download = installed.reduce<number | null>(
    (sum, one) => (sum === null || one.download === null ? null : sum + one.download),
    0,
  );
  const aside = sizes.reduce((sum, one) => sum + (one.aside ?? 0), 0);
  const text = stepSize({ step: '', download, aside, packages: installed.flatMap(({ packages }) => packages) });
  return text === '' ? '' : `In all it ${text}.`;
};
