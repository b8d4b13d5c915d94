import { amounts } from './en/amounts.ts';
import { builds } from './en/builds.ts';
import { choices } from './en/choices.ts';
import { downloads } from './en/downloads.ts';
import { failureParts, failures } from './en/failures.ts';
import { findingTitles } from './en/finding-titles.ts';
import { findingParts, findings } from './en/findings.ts';
import { grammar } from './en/grammar.ts';
import { holders } from './en/holders.ts';
import { launchCauses } from './en/launch-causes.ts';
import { launches } from './en/launches.ts';
import { logLines } from './en/log-lines.ts';
import { networkProblems } from './en/network-problems.ts';
import { outcomes } from './en/outcomes.ts';
import { page } from './en/page.ts';
import { plans } from './en/plans.ts';
import { proofs } from './en/proofs.ts';
import { settings } from './en/settings.ts';
import { severities } from './en/severities.ts';
import { steps } from './en/steps.ts';
import { terminal } from './en/terminal.ts';
import { waits } from './en/waits.ts';
import { windows } from './en/windows.ts';

/** Every text in English. */
export const en = {
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

/** Every text of the product. English is the measure: what another language lacks or has beside it is a type error. */
export type Catalogue = typeof en;
