import { redact } from '../../../shared/redact.ts';
import { Failing } from '../failing.ts';
import type { PutBack } from '../interfaces/trash.ts';
import { wordLeft } from '../left-in-trash.ts';
import type { Tools } from '../tools.ts';
import type { RepairContext } from './context.ts';

/** What is done at a run's end is not cancelled: an environment is either as it was, or as it was proven. */
const never = new AbortController().signal;

type Transaction = Pick<RepairContext, 'root' | 'run' | 'progress' | 'line' | 'unforeseen'> & {
  tools: Pick<Tools, 'trash' | 'clock' | 'environments'>;
  request: { manifest: { name: string }; profile: string };
};

/**
 * All or nothing: `work` calls `begin` before its first change. When it returns, what it made has
 * been proven, and the run is committed; when it throws, everything is put back and the error goes
 * on. `progress.undo` says what became of the changes.
 */
export const changing = async (
  context: Transaction,
  id: string,
  work: (begin: () => Promise<void>) => Promise<void>,
): Promise<void> => {
  const { root, tools, progress } = context;
  let begun = false;
  try {
    await work(async () => {
      if (begun) return;
      await tools.trash.begin({ root, run: id, at: tools.clock.now() });
      begun = true;
    });
    if (begun) await tools.trash.commit(root, id);
  } catch (error) {
    if (!begun || (await undo(context, id)) !== 'committed') throw error;
    // Its last line is in the journal, though that could not be told: the run is proven, and stands.
    // The trash stays, for the line may not be on the disk yet.
    context.line(null, 'warning', `Committing: ${wordOf(context, error)}`);
    progress.undo = 'nothing-changed';
    return;
  }
  if (!begun) return;
  progress.undo = 'nothing-changed';
  await afterwards(context);
};

const undo = async (context: Transaction, id: string): Promise<PutBack | 'failed'> => {
  const { root, tools, progress, line } = context;
  progress.undo = 'pending';
  try {
    const done = await tools.trash.putBack(root, id);
    if (done !== 'restored') return done;
    progress.undo = 'restored';
    progress.changed.clear();
    await empty(context);
    return done;
  } catch (error) {
    // The failure that led here is what the run ends with; that this came on top is for the log.
    line(null, 'error', `Putting back: ${wordOf(context, error)}`);
    return 'failed';
  }
};

const wordOf = ({ unforeseen }: Transaction, error: unknown): string =>
  JSON.stringify(error instanceof Failing ? error.failure : unforeseen(error));

const empty = async ({ root, run, tools, line }: Transaction): Promise<void> => {
  for (const left of await tools.trash.empty(root, never, run)) line(null, 'warning', redact(wordLeft(left)));
};

/** The environment is proven and committed: what goes wrong now is no failure of the run. */
export const afterwards = async (context: Transaction): Promise<void> => {
  const { root, run, request, tools, line, progress } = context;
  const left = [...progress.leftAlone.keys()];
  try {
    await tools.environments.writeMark(root, {
      manifest: request.manifest.name,
      profile: request.profile,
      run,
      at: tools.clock.now(),
      ...(left.length > 0 ? { leftAlone: left } : {}),
    });
    await empty(context);
  } catch (error) {
    line(null, 'warning', `Tidying up: ${redact(error instanceof Failing ? error.failure.code : String(error))}`);
  }
};
