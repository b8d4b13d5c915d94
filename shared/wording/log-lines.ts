import { outsideTrouble } from '../accelerator-trouble.ts';
import { assertNever } from '../assert-never.ts';
import type { Event, EventOf, LineLevel } from '../events.ts';
import { product } from '../product.ts';
import type { RunState } from '../run-state.ts';
import { rungs } from '../rungs.ts';
import { asksForRepair } from '../severity.ts';
import { bytes, duration, listed, packagesIn } from './amounts.ts';
import { bare } from './bare.ts';
import { wordBuildChoice } from './builds.ts';
import { texts } from './catalogue.ts';
import { wordFailure } from './failures.ts';
import { wordFinding } from './findings.ts';
import { endedWords, listHolders, wordAnswer, wordQuestion } from './holders.ts';
import { wordEnd, wordReady } from './launches.ts';
import { wordOutcome } from './outcomes.ts';
import { planSize, rungWords } from './plans.ts';
import { wordProof } from './proofs.ts';
import { ended, inBrackets, sentences, titled } from './sentences.ts';
import { stepTitle } from './steps.ts';
import { wordWait } from './waits.ts';

interface Said {
  at: number;
  step: string | null;
  level: LineLevel;
  text: string;
}

/** How loud each note is; the rest is only information. */
const warnings: readonly EventOf<'step-noted'>['note'][] = [
  'index-skipped',
  'backend-fallback',
  'rung-taken',
  'cache-evicted',
  'download-restarted',
  'left-alone',
  'given-up',
  'version-changed',
  'sizes-unknown',
];

/** What an event says in a log, as whole lines; nothing for those that only move a bar. */
export const describeEvent = (event: Event, state: RunState): Said[] => {
  const say = (text: string, level: LineLevel = 'info', step: string | null = null): Said[] => [
    { at: event.at, step, level, text },
  ];
  const said = texts().logLines;
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
          said.profile(event.profile),
          `${product.name} ${event.version}`,
          ...(event.dryRun ? [said.dryRun] : []),
        ].join(' · '),
      );
    case 'machine-detected':
      return say(`${event.machine.system} · ${wordGpus(event.machine)}`);
    case 'build-chosen':
      return say(said.build(wordBuildChoice(event.build)));
    case 'environment-inspected':
      return event.python === null
        ? []
        : say(said.python(event.python, packagesIn(Object.keys(event.packages).length)));
    case 'finding-found':
      return say(wordFinding(event.finding), asksForRepair(event.finding) ? 'warning' : 'info');
    case 'proof-made':
      return sayProof(event, state, say);
    case 'plan-made':
      return event.plan.steps.length === 0 ? [] : say(said.plan(event.plan.steps.map(stepTitle).join(' · ')));
    case 'step-started':
      return say(
        titled(
          title(event.step),
          event.attempt === 1 ? said.started : texts().amounts.attempt(event.attempt, event.of),
        ),
        'info',
        event.step,
      );
    case 'step-noted':
      return say(
        said.notes[event.note] + noteDetail(event),
        warnings.includes(event.note) ? 'warning' : 'info',
        event.step,
      );
    case 'rung-failed':
      return say(sentences([said.notEnough(rungWords[event.rung]), wordFailure(event.failure).sentence]), 'warning');
    case 'plan-sized': {
      const text = planSize(event.sizes);
      return text === '' ? [] : say(text);
    }
    case 'attempt-failed':
      return say(
        sentences([
          ended(titled(title(event.step), said.attemptFailed(event.attempt, event.of))),
          wordFailure(event.failure).sentence,
        ]),
        'warning',
        event.step,
      );
    case 'wait-started': {
      const { countdown, attempt } = wordWait(event, event.at);
      return say(titled(title(event.step), countdown + inBrackets(attempt)), 'warning', event.step);
    }
    case 'wait-ended':
      return event.how === 'skipped' ? say(titled(title(event.step), said.tryingAgainNow), 'info', event.step) : [];
    case 'package-changed': {
      const word = said.packages[event.state];
      if (word === null) return [];
      const size = inBrackets(event.bytes === null ? null : bytes(event.bytes));
      return say(
        said.packageIs(event.version === null ? event.package : `${event.package} ${event.version}`, word) + size,
        event.state === 'failed' ? 'error' : 'info',
        event.step,
      );
    }
    case 'holder-found':
      return say(titled(wordQuestion(event).title, listHolders(event.holders)), 'warning', event.step);
    case 'holder-answered':
      return say(wordAnswer(event), 'info', event.step);
    case 'holder-ended':
      return say(
        texts().holders.endedLine(listHolders([event.holder]), endedWords[event.how]),
        event.how === 'ended' || event.how === 'gone' ? 'info' : 'warning',
        event.step,
      );
    case 'step-finished':
      return sayFinished(event, title(event.step));
    case 'launch-started':
      return say(said.launched(event.pid, event.command.join(' ')));
    case 'launch-ready':
      return say(wordReady(event));
    case 'launch-ended':
      return say(wordEnd(event), event.exitCode === 0 ? 'info' : 'warning');
    case 'cancel-requested':
      return say(said.stopping, 'warning');
    case 'run-finished': {
      const { title: headline, sentence } = wordOutcome(state.verb, event.outcome);
      return say(
        sentences([ended(headline), sentence]) + inBrackets(duration(event.ms)),
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
  const time = inBrackets(duration(event.ms));
  const words = texts().logLines;
  switch (event.outcome) {
    case 'done':
      return [{ ...said, level: 'info', text: titled(title, words.done + time) }];
    case 'not-needed':
      return [{ ...said, level: 'info', text: titled(title, texts().steps.notNeeded) }];
    case 'cancelled':
      return [{ ...said, level: 'info', text: titled(title, texts().steps.stopped + time) }];
    case 'failed':
      return [
        {
          ...said,
          level: 'error',
          text:
            event.failure === null
              ? titled(title, words.failed + time)
              : sentences([ended(titled(title, words.failed)), wordFailure(event.failure).sentence]),
        },
      ];
    default:
      return assertNever(event.outcome);
  }
};

const wordGpus = ({ gpus, gpuProblem }: EventOf<'machine-detected'>['machine']): string => {
  const found = gpus.length > 0 ? listed(gpus.map((gpu) => gpu.name)) : texts().logLines.noGpu;
  return found + inBrackets(gpuProblem === null ? null : bare(gpuProblem));
};
