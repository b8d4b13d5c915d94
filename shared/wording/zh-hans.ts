import { amounts } from './zh-hans/amounts.ts';
import { builds } from './zh-hans/builds.ts';
import { choices } from './zh-hans/choices.ts';
import { downloads } from './zh-hans/downloads.ts';
import { failureParts, failures } from './zh-hans/failures.ts';
import { findingTitles } from './zh-hans/finding-titles.ts';
import { findingParts, findings } from './zh-hans/findings.ts';
import { grammar } from './zh-hans/grammar.ts';
import { holders } from './zh-hans/holders.ts';
import { launchCauses } from './zh-hans/launch-causes.ts';
import { launches } from './zh-hans/launches.ts';
import { logLines } from './zh-hans/log-lines.ts';
import { networkProblems } from './zh-hans/network-problems.ts';
import { outcomes } from './zh-hans/outcomes.ts';
import { page } from './zh-hans/page.ts';
import { plans } from './zh-hans/plans.ts';
import { proofs } from './zh-hans/proofs.ts';
import { settings } from './zh-hans/settings.ts';
import { severities } from './zh-hans/severities.ts';
import { steps } from './zh-hans/steps.ts';
import { terminal } from './zh-hans/terminal.ts';
import { waits } from './zh-hans/waits.ts';
import { windows } from './zh-hans/windows.ts';

/** Every text in Simplified Chinese. */
export const zhHans = {
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
