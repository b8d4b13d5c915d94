import { main } from '../../electron/cli/main.ts';
import { createTools } from '../../electron/engine/create-tools.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { createHardware } from '../../electron/engine/tools/hardware.ts';
import { createProver } from '../../electron/engine/tools/prover.ts';
import { version } from '../../electron/version.ts';

/**
 * The command line with its real engine on another computer than this one, as a program of its own:
 * the first word is the root that its hardware is read from, the second one the milliseconds that a
 * calculation may take.
 */
const [root = '/', timeLimitMs, ...words] = process.argv.slice(2);
await main(words, async () => {
  const tools = createTools({ resourcesFolder: null });
  const { command } = tools;
  return createEngine({
    tools: {
      ...tools,
      hardware: createHardware(command, { root }),
      prover: createProver(command, { timeLimitMs: Number(timeLimitMs) }),
    },
    version,
  });
});
