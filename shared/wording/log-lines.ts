import { outsideTrouble } from '../accelerator-trouble.ts';
import { assertNever } from '../assert-never.ts';
import type { Event, EventOf, LineLevel, PackageState } from '../events.ts';
import type { RunState } from '../run-state.ts';
import { rungs } from '../rungs.ts';
import { asksForRepair } from '../severity.ts';
import { bytes, counted, duration, listed } from './amounts.ts';
import { bare } from './bare.ts';
import { wordBuildChoice } from './builds.ts';
import { wordFailure } from './failures.ts';
import { wordFinding } from './findings.ts';
import { endedWords, listHolders, wordAnswer, wordQuestion } from './holders.ts';
import { readyWords, wordEnd } from './launches.ts';
import { wordOutcome } from './outcomes.ts';
import { planSize, rungWords } from './plans.ts';
import { wordProof } from './proofs.ts';
import { stepTitle } from './steps.ts';
import { wordWait } from './waits.ts';

interface Said {
  at: number;
  step: string | null;
  level: LineLevel;
  text: string;
}

const notes: Record<EventOf<'step-noted'>['note'], { before: string; level: LineLevel }> = {
  'index-skipped': { before: 'Using the next package index: ', level: 'warning' },
  'backend-fallback': { before: 'Using pip instead of uv: ', level: 'warning' },
  'uv-ready': { before: 'Installer: ', level: 'info' },
  'python-chosen': { before: 'Python: ', level: 'info' },
  'nothing-needed': { before: 'Nothing needed: ', level: 'info' },
  'rung-taken': { before: 'Going further: ', level: 'warning' },
  'earlier-run-undone': { before: 'Put back what an interrupted run had changed: ', level: 'info' },
  'cache-evicted': { before: 'Downloading again, because the cache was damaged or in doubt: ', level: 'warning' },
  'download-resumed': { before: 'Going on where an earlier download ended: ', level: 'info' },
  'download-restarted': { before: 'Downloading from the beginning again: ', level: 'warning' },
  'download-awaited': { before: 'Another run is downloading it, so this one waits: ', level: 'info' },
  'source-chosen': { before: 'To be built from source code, as was allowed: ', level: 'info' },
  'source-building': { before: 'Building from source code: ', level: 'info' },
  'left-alone': { before: 'Left as it is, because no index has it in a version that fits here: ', level: 'warning' },
  'given-up': { before: 'Left as it is, because nothing that could be tried has helped: ', level: 'warning' },
  'version-changed': { before: 'In another version: ', level: 'warning' },
  'sizes-unknown': { before: 'Sizes could not be looked up: ', level: 'warning' },
};

/** What a package's new state is called in a log; null for those that only move a bar. */
const packageWords: Record<PackageState, string | null> = {
  waiting: null,
  resolved: 'chosen',
  downloading: null,
  downloaded: null,
  installed: 'installed',
  removed: 'removed',
  proven: null,
  failed: 'failed',
};

/** What an event says in a log, as whole lines; nothing for those that only move a bar. */
export const describeEvent = (event: Event, state: RunState): Said[] => {
  const say = (text: string, level: LineLevel = 'info', step: string | null = null): Said[] => [
    { at: event.at, step, level, text },
  ];
  const title = (id: string): string => {
    const found = state.steps.find(({ step }) => step.id === id);
    return found === undefined ? id : stepTitle(found.step);
  };
  switch (event.type) {
    case 'run-started':
      return say(
        [
          event.manifest.title,
          `${event.verb}${event.environment === null ? '' : ` ${event.environment}`}`,
          `profile ${event.profile}`,
          `Smart Installer ${event.version}`,
          ...(event.dryRun ? ['dry run: nothing is changed'] : []),
        ].join(' · '),
      );
    case 'machine-detected':
      return say(`${event.machine.system} · ${wordGpus(event.machine)}`);
    case 'build-chosen':
      return say(`Build: ${wordBuildChoice(event.build)}`);
    case 'environment-inspected':
      return event.python === null
        ? []
        : say(
            `Python ${event.python} · ${counted(Object.keys(event.packages).length, 'package', 'packages')} installed`,
          );
    case 'finding-found':
      return say(wordFinding(event.finding), asksForRepair(event.finding) ? 'warning' : 'info');
    case 'proof-made':
      return sayProof(event, state, say);
    case 'plan-made':
      return event.plan.steps.length === 0 ? [] : say(`Plan: ${event.plan.steps.map(stepTitle).join(' · ')}`);
    case 'step-started':
      return say(
        `${title(event.step)}: ${event.attempt === 1 ? 'started' : `attempt ${event.attempt} of ${event.of}`}`,
        'info',
        event.step,
      );
    case 'step-noted':
      return say(notes[event.note].before + noteDetail(event), notes[event.note].level, event.step);
    case 'rung-failed':
      return say(
        `That was not enough (${rungWords[event.rung]}), so everything was put back. ${wordFailure(event.failure).sentence}`,
        'warning',
      );
    case 'plan-sized': {
      const text = planSize(event.sizes);
      return text === '' ? [] : say(text);
    }
    case 'attempt-failed':
      return say(
        `${title(event.step)}: attempt ${event.attempt} of ${event.of} failed. ${wordFailure(event.failure).sentence}`,
        'warning',
        event.step,
      );
    case 'wait-started': {
      const { countdown, attempt } = wordWait(event, event.at);
      return say(`${title(event.step)}: ${countdown} (${attempt})`, 'warning', event.step);
    }
    case 'wait-ended':
      return event.how === 'skipped' ? say(`${title(event.step)}: trying again now`, 'info', event.step) : [];
    case 'package-changed': {
      const word = packageWords[event.state];
      if (word === null) return [];
      const size = event.bytes === null ? '' : ` (${bytes(event.bytes)})`;
      return say(
        `${event.package}${event.version === null ? '' : ` ${event.version}`} ${word}${size}`,
        event.state === 'failed' ? 'error' : 'info',
        event.step,
      );
    }
    case 'holder-found':
      return say(`${wordQuestion(event).title}: ${listHolders(event.holders)}`, 'warning', event.step);
    case 'holder-answered':
      return say(wordAnswer(event), 'info', event.step);
    case 'holder-ended':
      return say(
        `${listHolders([event.holder])} ${endedWords[event.how]}`,
        event.how === 'ended' || event.how === 'gone' ? 'info' : 'warning',
        event.step,
      );
    case 'step-finished':
      return sayFinished(event, title(event.step));
    case 'launch-started':
      return say(`Started as process ${event.pid}: ${event.command.join(' ')}`);
    case 'launch-ready':
      return say(readyWords[event.how](duration(event.ms)));
    case 'launch-ended':
      return say(wordEnd(event), event.exitCode === 0 ? 'info' : 'warning');
    case 'cancel-requested':
      return say('Stopping', 'warning');
    case 'run-finished': {
      const { title: headline, sentence } = wordOutcome(state.verb, event.outcome);
      return say(
        `${headline}. ${sentence} (${duration(event.ms)})`,
        event.outcome.kind === 'failed' ? 'error' : 'info',
      );
    }
    case 'phase-started':
    case 'audit-progressed':
    case 'step-progressed':
    case 'download-progressed':
    case 'lines':
      return [];
    default:
      return assertNever(event);
  }
};

/** In a diagnosis a finding follows that says what is wrong, or something before it was the cause. */
const sayProof = (
  { proof }: EventOf<'proof-made'>,
  { phase }: RunState,
  say: (text: string, level: LineLevel) => Said[],
): Said[] => {
  if (proof.ok) return say(proof.detail, 'info');
  if (phase === 'diagnose') return [];
  return say(wordProof(proof), outsideTrouble(proof.trouble) === null ? 'error' : 'warning');
};

const noteDetail = ({ note, detail }: EventOf<'step-noted'>): string => {
  const rung = rungs.find((one) => one === detail);
  return note === 'rung-taken' && rung !== undefined ? rungWords[rung] : detail;
};

const sayFinished = (event: EventOf<'step-finished'>, title: string): Said[] => {
  const said = { at: event.at, step: event.step };
  const time = ` (${duration(event.ms)})`;
  switch (event.outcome) {
    case 'done':
      return [{ ...said, level: 'info', text: `${title}: done${time}` }];
    case 'not-needed':
      return [{ ...said, level: 'info', text: `${title}: nothing to do` }];
    case 'cancelled':
      return [{ ...said, level: 'info', text: `${title}: stopped${time}` }];
    case 'failed':
      return [
        {
          ...said,
          level: 'error',
          text: `${title}: failed${event.failure === null ? time : `. ${wordFailure(event.failure).sentence}`}`,
        },
      ];
    default:
      return assertNever(event.outcome);
  }
};

const wordGpus = ({ gpus, gpuProblem }: EventOf<'machine-detected'>['machine']): string => {
  const found = gpus.length > 0 ? listed(gpus.map((gpu) => gpu.name)) : 'no GPU found';
  return gpuProblem === null ? found : `${found} (${bare(gpuProblem)})`;
};
