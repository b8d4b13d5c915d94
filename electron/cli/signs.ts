import { assertNever } from '../../shared/assert-never.ts';
import type { StepState } from '../../shared/run-state.ts';
import { stepWords } from '../../shared/wording/terminal.ts';
import { statusWords } from '../../shared/wording.ts';
import type { Line } from './terminal-text.ts';

/** A state's sign, word and colour: colour is never the only one. */
export interface Sign {
  sign: string;
  word: string;
  style: Exclude<Line[number], string>[0];
}

const signs = {
  waiting: ['○', 'o'],
  working: ['◐', '>'],
  again: ['↻', '~'],
  done: ['✓', '+'],
  needsYou: ['!', '!'],
  failed: ['✗', 'x'],
  stopped: ['■', '-'],
} as const;

export const sign = (name: keyof typeof signs, unicode: boolean): string => signs[name][unicode ? 0 : 1];

export const signOf = (step: StepState, unicode: boolean): Sign => {
  const of = (name: keyof typeof signs) => sign(name, unicode);
  if (step.ended === 'not-needed') return { sign: of('done'), word: stepWords.notNeeded, style: 'good' };
  if (step.ended === 'cancelled') return { sign: of('stopped'), word: stepWords.stopped, style: 'dim' };
  if (step.wait !== null) return { sign: of('again'), word: statusWords.waiting, style: 'attention' };
  switch (step.status) {
    case 'waiting':
      return { sign: of('waiting'), word: statusWords.waiting, style: 'dim' };
    case 'working':
      return { sign: of('working'), word: statusWords.working, style: 'active' };
    case 'done':
      return { sign: of('done'), word: statusWords.done, style: 'good' };
    case 'needs-you':
      return { sign: of('needsYou'), word: statusWords['needs-you'], style: 'attention' };
    case 'failed':
      return { sign: of('failed'), word: statusWords.failed, style: 'bad' };
    default:
      return assertNever(step.status);
  }
};

/** A bar of so many columns; `part` from 0 to 1. */
export const bar = (part: number, width: number, unicode: boolean): string => {
  const full = Math.round(Math.min(1, Math.max(0, part)) * width);
  return (unicode ? '█' : '#').repeat(full) + (unicode ? '░' : '-').repeat(width - full);
};
