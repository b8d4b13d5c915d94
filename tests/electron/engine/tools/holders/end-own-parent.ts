import { systemClock } from '../../../../../electron/engine/tools/clock.ts';
import { createCommand } from '../../../../../electron/engine/tools/command.ts';
import { createHolders } from '../../../../../electron/engine/tools/holders.ts';

/**
 * Tries to end all that hold something in the folder argv[2], as if they were programs of the user,
 * and prints what became of it. A process of its own, so that a defect ends no test that is at work.
 */
const root = process.argv[2] ?? '';
const { signal } = new AbortController();
const holders = createHolders({ command: createCommand(), clock: systemClock });
const results = [];
for (const holder of await holders.find({ root, paths: [root], signal }))
  results.push({
    name: holder.name,
    why: holder.why,
    end: await holders.end({ ...holder, kind: 'user', why: null }, signal),
  });
console.log(JSON.stringify(results));
