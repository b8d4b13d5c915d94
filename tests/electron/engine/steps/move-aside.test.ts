import { beforeEach, expect, it } from 'vitest';
import { Cancelled, Failing } from '../../../../electron/engine/failing.ts';
import { createQuestions } from '../../../../electron/engine/questions.ts';
import type { StepContext } from '../../../../electron/engine/steps/context.ts';
import { moveAside } from '../../../../electron/engine/steps/move-aside.ts';
import type { Fact } from '../../../../shared/events.ts';
import type { Holder, HolderAnswer, HolderEnd } from '../../../../shared/holder.ts';
import { failureOf } from '../../../support/failure-of.ts';

const holder = (pid: number, more: Partial<Holder> = {}): Holder => ({
  pid,
  name: `program ${pid}`,
  program: `/bin/${pid}`,
  startedAt: 0,
  identity: String(pid),
  kind: 'environment',
  why: null,
  files: ['/env/x'],
  ...more,
});

/** The world of doubles: who runs, which ends are refused, and what cannot be moved while somebody runs. */
let running: Holder[];
let locked: string | null;
let howEnded: HolderEnd;
let moves: string[][];
let facts: Fact[];
let stop: AbortController;
beforeEach(() => {
  [running, locked, howEnded, moves, facts, stop] = [[], null, 'ended', [], [], new AbortController()];
});

const surroundings = (more: Partial<Pick<StepContext, 'asks' | 'endHolders'>>, react: (fact: Fact) => void) => {
  const questions = createQuestions();
  const context = {
    root: '/env',
    run: 'r1',
    signal: stop.signal,
    asks: false,
    endHolders: false,
    questions,
    work: { tolerated: new Set<string>(), asked: 0 },
    emit: (fact: Fact) => {
      facts.push(fact);
      react(fact);
    },
    tools: {
      holders: {
        find: async () => running,
        end: async (one: Holder) => {
          if (howEnded === 'ended') running = running.filter(({ pid }) => pid !== one.pid);
          return howEnded;
        },
      },
      trash: {
        moveAside: async ({ paths }: { paths: string[] }) => {
          if (locked !== null && running.length > 0) throw new Failing({ code: 'file-locked', path: locked });
          moves.push(paths);
        },
      },
    },
    ...more,
  } as unknown as StepContext;
  return { context, questions };
};

/** Answers each question in turn. */
const answering = (...answers: HolderAnswer[]) => {
  const made = surroundings({ asks: true }, (fact) => {
    const next = fact.type === 'holder-found' ? answers.shift() : undefined;
    if (fact.type === 'holder-found' && next !== undefined) made.questions.answer(fact.question, next);
  });
  return made.context;
};
const alone = (more: Partial<Pick<StepContext, 'asks' | 'endHolders'>> = {}) =>
  surroundings(more, () => undefined).context;

const types = (): string[] => facts.map(({ type }) => type);
const answers = () => facts.flatMap((fact) => (fact.type === 'holder-answered' ? [[fact.answer, fact.by]] : []));

it('moves at once where nobody uses the files', async () => {
  await moveAside('s', alone(), ['/env/x']);
  expect([moves, facts]).toEqual([[['/env/x']], []]);
});

it('without anybody to ask names the programs and moves their files aside; nobody is ended', async () => {
  running = [holder(1), holder(2, { kind: 'user' })];
  await moveAside('s', alone(), ['/env/x']);
  expect(types()).toEqual(['holder-found', 'holder-answered']);
  expect(answers()).toEqual([['move-aside', 'default']]);
  expect(running).toHaveLength(2);
  expect(moves).toHaveLength(1);
});

it('asks about a program once where its files are moved aside, and again about another one', async () => {
  const context = answering('move-aside', 'move-aside');
  running = [holder(1)];
  await moveAside('s', context, ['/env/x']);
  await moveAside('s', context, ['/env/y']);
  running = [holder(1), holder(2)];
  await moveAside('s', context, ['/env/z']);
  const asked = facts.flatMap((fact) => (fact.type === 'holder-found' ? [fact.holders.map(({ pid }) => pid)] : []));
  expect(asked).toEqual([[1], [2]]);
  const questions = facts.flatMap((fact) => (fact.type === 'holder-found' ? [fact.question] : []));
  expect(new Set(questions).size).toBe(2);
});

it('never asks about what is protected alone, and never ends it beside others', async () => {
  running = [holder(1, { kind: 'protected', why: 'security' })];
  await moveAside('s', answering(), ['/env/x']);
  expect(facts).toEqual([]);
  running = [holder(1, { kind: 'protected', why: 'security' }), holder(2)];
  await moveAside('s', answering('end'), ['/env/x']);
  expect(facts.flatMap((fact) => (fact.type === 'holder-ended' ? [fact.holder.pid] : []))).toEqual([2]);
});

it('ends what it is told to, looks again, and goes on with the same step', async () => {
  running = [holder(1), holder(2, { kind: 'user' })];
  await moveAside('s', answering('end'), ['/env/x']);
  expect(types()).toEqual(['holder-found', 'holder-answered', 'holder-ended', 'holder-ended']);
  expect(running).toEqual([]);
  expect(moves).toEqual([['/env/x']]);
});

it('asks again where a program does not end', async () => {
  howEnded = 'still-running';
  running = [holder(1)];
  await moveAside('s', answering('end', 'try-again', 'move-aside'), ['/env/x']);
  expect(answers().map(([answer]) => answer)).toEqual(['end', 'try-again', 'move-aside']);
  expect(moves).toHaveLength(1);
});

it('with consent given beforehand ends the environment’s own alone, once, and asks about the others', async () => {
  running = [holder(1), holder(2, { kind: 'user' })];
  await moveAside('s', alone({ endHolders: true }), ['/env/x']);
  expect(answers()).toEqual([
    ['end', 'option'],
    ['move-aside', 'default'],
  ]);
  expect(running.map(({ pid }) => pid)).toEqual([2]);
});

it('stops where that is the answer, before anything is moved', async () => {
  running = [holder(1)];
  await expect(moveAside('s', answering('stop'), ['/env/x'])).rejects.toBeInstanceOf(Cancelled);
  expect(moves).toEqual([]);
});

it('waits for as long as nobody answers, and a cancel ends that', async () => {
  running = [holder(1)];
  const moving = moveAside('s', answering(), ['/env/x']);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(types()).toEqual(['holder-found']);
  stop.abort();
  await expect(moving).rejects.toBeInstanceOf(Cancelled);
  expect(moves).toEqual([]);
});

it('asks about what cannot be moved by its name, without offering to move it', async () => {
  [running, locked] = [[holder(1)], '/env/x'];
  await moveAside('s', answering('move-aside', 'end'), ['/env']);
  const found = facts.flatMap((fact) => (fact.type === 'holder-found' ? [fact] : []));
  expect(found.map(({ path, choices }) => [path, choices])).toEqual([
    [null, ['end', 'try-again', 'move-aside', 'stop']],
    ['/env/x', ['end', 'try-again', 'stop']],
  ]);
  expect(moves).toEqual([['/env']]);
});

it('without anybody to ask fails with the programs that use the file, so that the runner’s waits go on', async () => {
  [running, locked] = [[holder(1)], '/env/x'];
  expect(await failureOf(moveAside('s', alone(), ['/env']))).toEqual({
    code: 'file-locked',
    path: '/env/x',
    holders: [{ pid: 1, name: 'program 1' }],
  });
  expect(answers()).toEqual([
    ['move-aside', 'default'],
    ['try-again', 'default'],
  ]);
});

it('fails plainly where nobody is found', async () => {
  locked = '/env/x';
  const context = alone();
  context.tools.trash.moveAside = async () => {
    throw new Failing({ code: 'file-locked', path: '/env/x' });
  };
  expect(await failureOf(moveAside('s', context, ['/env']))).toEqual({ code: 'file-locked', path: '/env/x' });
});
