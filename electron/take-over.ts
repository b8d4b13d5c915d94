import { z } from 'zod';
import type { RunState } from '../shared/run-state.ts';
import type { Answer } from './answer.ts';
import type { SecondStart } from './second-start.ts';
import { parseWindowArguments, type WindowArguments } from './window-arguments.ts';

/** Any program of this user may claim to be a second start, so it is parsed like everything from outside. */
const startSchema: z.ZodType<SecondStart> = z.object({ words: z.array(z.string()).max(1000), cwd: z.string() });

interface FirstStart {
  answer: Answer;
  state: () => RunState | null;
  /** The first start's arguments; the folder is absolute. */
  first: Pick<WindowArguments, 'manifest'> & { environment: string };
}

/**
 * Begins in the first application what a second start asks for: the plan of a repair (`--repair`) or
 * the program (`--launch`). Nothing while a run is in progress, which stays in view, and nothing for
 * another manifest than the first one's: that says what is executed, and is read once.
 */
export const takeOver = async (data: unknown, { answer, state, first }: FirstStart): Promise<void> => {
  const start = startSchema.safeParse(data);
  const asked = start.success ? parseWindowArguments(start.data.words, start.data.cwd) : null;
  if (asked === null || !asked.ok || asked.value.opensOn === 'environment') return;
  if (asked.value.manifest !== null && asked.value.manifest !== first.manifest) return;
  const run = state();
  if (run !== null && run.outcome === null) return;
  const environment = asked.value.environment ?? run?.environment ?? first.environment;
  await answer('start', {
    environment,
    ...(run?.environment === environment ? { profile: run.profile } : {}),
    ...(asked.value.opensOn === 'plan' ? { verb: 'repair', dryRun: true } : { verb: 'launch' }),
  });
};
