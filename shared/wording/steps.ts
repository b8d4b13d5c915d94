import type { Plan, Step } from '../plan.ts';
import { otherPackages } from '../rungs.ts';
import { listed, moment } from './amounts.ts';
import { wordAccelerator, wordVersions } from './builds.ts';
import { live, texts } from './catalogue.ts';
import { wordFinding } from './findings.ts';
import { commas, sentences } from './sentences.ts';

export const phaseTitles = live((catalogue) => catalogue.steps.phases);

export const statusWords = live((catalogue) => catalogue.steps.status);

/** What a step does, for its line or card. */
export const stepTitle = (step: Step): string => {
  const { titles } = texts().steps;
  switch (step.kind) {
    case 'undo-run':
      return titles.undoRun;
    case 'install-python':
      return titles.installPython;
    case 'resolve':
      return titles.resolve;
    case 'download':
      return titles.download;
    case 'renew-interpreter':
      return titles.renewInterpreter;
    case 'create-environment':
      return step.replace ? titles.environmentAnew : titles.createEnvironment;
    case 'restore-permissions':
      return titles.restorePermissions;
    case 'clean-up':
      return titles.cleanUp;
    case 'remove-packages':
      return titles.remove(listed(step.packages));
    case 'install-layer':
      return step.layer.title;
    case 'prove':
      return titles.prove;
  }
};

/** Why a step is in the plan and what it will do, in one line below its title. */
export const stepReason = (step: Step, plan: Pick<Plan, 'findings' | 'rung'>): string => {
  const said = texts().steps;
  switch (step.kind) {
    case 'undo-run':
      return said.undoRun(begunAt(step, plan));
    case 'install-python':
      return plan.rung === 'python'
        ? said.otherPython(wordVersions(step.wanted))
        : said.noPython(wordVersions(step.wanted));
    case 'resolve':
      return said.resolve(step.layers.flatMap(({ packages }) => packages).length);
    case 'download':
      return said.download;
    case 'renew-interpreter':
      return sentences([...why(step, plan), said.renewInterpreter]);
    case 'create-environment':
      return step.replace ? sentences([...why(step, plan), said.presentMovedAside]) : said.noneYet;
    case 'restore-permissions':
      return sentences(why(step, plan));
    case 'clean-up':
      return sentences([...why(step, plan), said.movedAside(step.paths.length)]);
    case 'remove-packages':
      return said.absent(step.packages.length);
    case 'install-layer':
      return sentences([...why(step, plan), what(step, plan)]);
    case 'prove':
      return said.prove;
  }
};

/** So many findings are told below a step; all of them stand above the plan. */
const mostTold = 2;

/** The findings that the step answers, a sentence each; none where it answers none by itself. */
const why = ({ because }: Pick<Step, 'because'>, { findings }: Pick<Plan, 'findings'>): string[] => {
  const answered = because.flatMap((at) => findings[at] ?? []);
  const more = answered.length - mostTold;
  return [...answered.slice(0, mostTold).map(wordFinding), ...(more > 0 ? [texts().steps.moreWrong(more)] : [])];
};

/** When the run began that is undone; null where no finding tells. */
const begunAt = ({ because }: Pick<Step, 'because'>, { findings }: Pick<Plan, 'findings'>): string | null => {
  const run = because.map((at) => findings[at]).find((finding) => finding?.code === 'unfinished-run');
  return run === undefined ? null : moment(run.at);
};

type InstallStep = Extract<Step, { kind: 'install-layer' }>;

const what = (step: InstallStep, { findings }: Pick<Plan, 'findings'>): string => {
  const { layer, replace, evict } = step;
  const said = texts().steps;
  const wanted = [
    commas(layer.packages.map((item) => item.requirement)),
    ...(layer.accelerator === null ? [] : [wordAccelerator(layer.accelerator)]),
  ].join(' · ');
  if (replace === 'layer') return said.replacesLayer(wanted, evict);
  if (replace.length === 0 || layer.layer === otherPackages) return said.installs(wanted, false);
  const absent = absentIn(step, findings);
  const present = replace.filter((name) => !absent.has(name));
  const missing = replace.filter((name) => absent.has(name));
  return sentences([
    ...(missing.length === 0 ? [] : [said.installs(listed(missing), evict)]),
    ...(present.length === 0 ? [] : [said.replaces(listed(present), evict)]),
  ]);
};

/** Packages of the step that are not there at all. */
const absentIn = ({ because, layer }: InstallStep, findings: Plan['findings']): Set<string> =>
  new Set(
    because.flatMap((at) => {
      const finding = findings[at];
      if (finding?.code === 'dependency-missing') return [finding.package];
      if (finding?.code !== 'requirement-missing') return [];
      return layer.packages.flatMap(({ name, requirement }) => (requirement === finding.requirement ? [name] : []));
    }),
  );
