import { amounts } from './de/amounts.ts';
import { builds } from './de/builds.ts';
import { choices } from './de/choices.ts';
import { downloads } from './de/downloads.ts';
import { failureParts, failures } from './de/failures.ts';
import { findingTitles } from './de/finding-titles.ts';
import { findingParts, findings } from './de/findings.ts';
import { grammar } from './de/grammar.ts';
import { holders } from './de/holders.ts';
import { launchCauses } from './de/launch-causes.ts';
import { launches } from './de/launches.ts';
import { logLines } from './de/log-lines.ts';
import { networkProblems } from './de/network-problems.ts';
import { outcomes } from './de/outcomes.ts';
import { page } from './de/page.ts';
import { plans } from './de/plans.ts';
import { proofs } from './de/proofs.ts';
import { settings } from './de/settings.ts';
import { severities } from './de/severities.ts';
import { steps } from './de/steps.ts';
import { terminal } from './de/terminal.ts';
import { waits } from './de/waits.ts';
import { windows } from './de/windows.ts';

/** Every text in German. */
export const de = {
  amounts,
  builds,
  choices,
  downloads,
  failureParts,
  failures,
  findingTitles,
  findingParts,
  findings,
  grammar,
  holders,
  launchCauses,
  launches,
  logLines,
  networkProblems,
  outcomes,
  page,
  plans,
  proofs,
  severities,
  settings,
  steps,
  terminal,
  waits,
  windows,
};
