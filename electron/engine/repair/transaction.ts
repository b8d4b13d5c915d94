import { redact } from '../../../shared/redact.ts';
import { Failing } from '../failing.ts';
import type { RepairContext } from './context.ts';

/** What is done at a run's end is not cancelled: an environment is either as it was, or as it was proven. */
const never = new AbortController().signal;

/**
 * All or nothing: `work` calls `begin` before its first change. When it returns, what it made has
 * been proven, and the run is committed; when it throws, everything is put back and the error goes
 * on. `progress.undo` says what became of the changes.
 */
export const changing = async (
  context: RepairContext,
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
    if (begun) await undo(context, id);
    throw error;
  }
  if (!begun) return;
  progress.undo = 'nothing-changed';
  await afterwards(context);
};

const undo = async ({ root, tools, progress, line, unforeseen }: RepairContext, id: string): Promise<void> => {
  progress.undo = 'pending';
  try {
    await tools.trash.putBack(root, id);
    progress.undo = 'restored';
    progress.changed.clear();
    await tools.trash.empty(root, never);
  } catch (error) {
    // The failure that led here is what the run ends with; that this came on top is for the log.
    line(
      null,
      'error',
      `Putting back: ${JSON.stringify(error instanceof Failing ? error.failure : unforeseen(error))}`,
    );
  }
};

/** The environment is proven and committed: what goes wrong now is no failure of the run. */
export const afterwards = async ({ root, run, request, tools, line }: RepairContext): Promise<void> => {
  try {
    await tools.environments.writeMark(root, {
      manifest: request.manifest.name,
      profile: request.profile,
      run,
      at: tools.clock.now(),
    });
    await tools.trash.empty(root, never);
  } catch (error) {
    line(null, 'warning', `Tidying up: ${redact(error instanceof Failing ? error.failure.code : String(error))}`);
  }
};
