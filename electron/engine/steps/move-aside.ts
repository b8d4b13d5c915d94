import { assertNever } from '../../../shared/assert-never.ts';
import type { Holder, HolderAnswer } from '../../../shared/holder.ts';
import { Cancelled, Failing } from '../failing.ts';
import type { StepContext } from './context.ts';

/**
 * Moves paths to the trash, after the programs that use them were named. A loaded library can be moved
 * aside and its program goes on with the old one, so that is the default; what cannot even be moved
 * is asked about again, by its name. Throws Failing file-locked with the programs that hold the file,
 * and Cancelled where the user stops the run here.
 */
export const moveAside = async (step: string, context: StepContext, paths: readonly string[]): Promise<void> => {
  const { tools, root, run, signal } = context;
  if (paths.length === 0) return;
  await free({ step, context, paths, locked: null });
  for (;;) {
    try {
      await tools.trash.moveAside({ root, paths, run, signal });
      return;
    } catch (error) {
      if (!(error instanceof Failing) || error.failure.code !== 'file-locked') throw error;
      const { path } = error.failure;
      const { isWorthAnotherTry, holders } = await free({ step, context, paths: [path], locked: path });
      if (isWorthAnotherTry) continue;
      const named = holders.map(({ pid, name }) => ({ pid, name }));
      throw new Failing({ code: 'file-locked', path, ...(named.length === 0 ? {} : { holders: named }) });
    }
  }
};

interface Wanted {
  step: string;
  context: StepContext;
  paths: readonly string[];
  /** What could not be moved; null before it was tried. */
  locked: string | null;
}

interface Freed {
  isWorthAnotherTry: boolean;
  /** Who still holds something, as far as that is known. */
  holders: readonly Holder[];
}

/** Until nobody holds the paths who could be ended, or the user lets things go on. */
const free = async ({ step, context, paths, locked }: Wanted): Promise<Freed> => {
  const { tools, root, signal, work } = context;
  for (let tries = 0; ; tries += 1) {
    const all = await tools.holders.find({ root, paths, signal });
    const holders = all.filter((one) => locked !== null || !work.tolerated.has(keyOf(one)));
    // What is protected nobody is asked about: there is nothing to choose.
    if (holders.every(isProtected)) return { isWorthAnotherTry: tries > 0, holders };
    const { answer, by } = await decide({ step, context, locked, holders, isFirst: tries === 0 });
    switch (answer) {
      case 'end':
        for (const one of holders) if (by === 'user' ? !isProtected(one) : isOwn(one)) await end(step, context, one);
        break;
      case 'try-again':
        // Without anybody to ask, the runner's waits are what gives a program time to end.
        if (by === 'default') return { isWorthAnotherTry: false, holders };
        if (locked !== null) return { isWorthAnotherTry: true, holders };
        break;
      case 'move-aside':
        for (const one of holders) work.tolerated.add(keyOf(one));
        return { isWorthAnotherTry: false, holders };
      case 'stop':
        throw new Cancelled();
      default:
        assertNever(answer);
    }
  }
};

interface Deciding {
  step: string;
  context: StepContext;
  locked: string | null;
  holders: readonly Holder[];
  isFirst: boolean;
}

interface Decision {
  answer: HolderAnswer;
  by: 'user' | 'option' | 'default';
}

/** The option goes first, once; then whoever can be asked; and nobody's programs are ended by default. */
const decide = async ({ step, context, locked, holders, isFirst }: Deciding): Promise<Decision> => {
  const { emit, signal, work, questions, asks, endHolders } = context;
  work.asked += 1;
  const question = `${step}?${work.asked}`;
  const choices: HolderAnswer[] = ['end', 'try-again', ...(locked === null ? (['move-aside'] as const) : []), 'stop'];
  const byOption = endHolders && isFirst && holders.some(isOwn);
  // Whoever is told of the question may answer it in the same moment.
  const asked = asks && !byOption ? questions.ask(question, signal) : null;
  emit({ type: 'holder-found', step, question, holders: [...holders], path: locked, choices });
  const decision: Decision =
    asked !== null
      ? { answer: await asked, by: 'user' }
      : byOption
        ? { answer: 'end', by: 'option' }
        : { answer: locked === null ? 'move-aside' : 'try-again', by: 'default' };
  emit({ type: 'holder-answered', step, question, ...decision });
  return decision;
};

const isProtected = ({ kind }: Holder): boolean => kind === 'protected';

/** What --end-holders is about: the environment's programs and our own, not whatever else has a file open. */
const isOwn = ({ kind }: Holder): boolean => kind === 'environment' || kind === 'own-child';

const end = async (step: string, { tools, signal, emit }: StepContext, holder: Holder): Promise<void> => {
  const how = await tools.holders.end(holder, signal);
  emit({ type: 'holder-ended', step, holder: { pid: holder.pid, name: holder.name }, how });
};

const keyOf = ({ pid, identity }: Holder): string => `${pid} ${identity}`;
