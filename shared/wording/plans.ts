import type { Plan, Rung, StepSize } from '../plan.ts';
import { bytes } from './amounts.ts';
import { live, texts } from './catalogue.ts';
import { wordFinding } from './findings.ts';
import { sentences } from './sentences.ts';

/** How far a repair goes, from the least to the last. */
export const rungWords = live((catalogue) => catalogue.plans.rungs);

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
      if (isRebuild) return texts().plans.asAsked(rungWords[rung]);
      return climbed === true ? furtherThan(rung) : leastThatHelps(rung);
    default:
      return climbed === true ? furtherThan(rung) : leastThatHelps(rung);
  }
};

const furtherThan = (rung: Rung): string => texts().plans.further(rungWords[rung]);
const leastThatHelps = (rung: Rung): string => texts().plans.least(rungWords[rung]);

/** What the plan does nothing about, and why; empty where there is nothing. */
export const planLeftAlone = ({
  findings,
  leftAlone,
  unpublished = [],
}: Pick<Plan, 'findings' | 'leftAlone' | 'unpublished'>): string => {
  const words = (some: readonly number[]) => some.flatMap((at) => findings[at] ?? []).map(wordFinding);
  const tried = words(leftAlone.filter((at) => !unpublished.includes(at)));
  const untried = words(unpublished);
  return sentences([
    ...(tried.length === 0 ? [] : [...tried, texts().plans.nothingHelped]),
    ...(untried.length === 0 ? [] : [...untried, texts().plans.unpublished]),
  ]);
};

/** Downloads 16 MB; moves 61 MB aside until it is proven. Empty where there is nothing to say. */
export const stepSize = ({ download, aside, packages }: StepSize): string => {
  const downloaded = packages.length === 0 ? null : downloadSize(download);
  const moved = aside === null || aside === 0 ? null : texts().plans.movesAside(bytes(aside));
  return downloaded === null || moved === null ? (downloaded ?? moved ?? '') : texts().plans.both(downloaded, moved);
};

const downloadSize = (download: number | null): string => {
  const said = texts().plans;
  if (download === null) return said.downloadUnknown;
  return download === 0 ? said.downloadsNothing : said.downloads(bytes(download));
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
  return text === '' ? '' : texts().plans.inAll(text);
};
