import type { Launch } from '../../../shared/manifest.ts';
import { Cancelled } from '../failing.ts';
import type { CommandResult, RunCommand } from '../interfaces/command.ts';
import type { LaunchEnd, Launcher } from '../interfaces/launcher.ts';
import { environmentPython } from './environment-python.ts';
import { takenPort, watchReady } from './launcher/ready.ts';
import { launchVariables } from './launcher/variables.ts';

/** Enough for two tracebacks, one inside the other, and what a server says after them. */
const keptLines = 400;

export const createLauncher = (command: RunCommand): Launcher => ({
  command: commandOf,
  run: async ({ root, launch, signal, onLine, onStart, onReady }) => {
    const taken = await takenPort(launch.ready);
    if (taken !== null) return { exitCode: null, signal: null, how: 'in-use', lines: [], ms: 0 };
    const began = performance.now();
    const since = (): number => Math.round(performance.now() - began);
    const stop = new AbortController();
    const cancel = (): void => stop.abort();
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const watch = watchReady(launch, { onReady: (how) => onReady(how, since()), onTooSlow: cancel });
    const lines: string[] = [];
    const [python = '', ...args] = commandOf(root, launch);
    const end = (how: LaunchEnd['how'], result: Pick<CommandResult, 'exitCode' | 'signal'>): LaunchEnd => ({
      exitCode: result.exitCode,
      signal: result.signal ?? null,
      how,
      lines,
      ms: since(),
    });
    try {
      const result = await command(python, args, {
        signal: stop.signal,
        // Where a program looks for its files must not depend on where this one was started.
        cwd: root,
        env: launchVariables(root, python),
        endsWhatIsLeft: true,
        showsWindows: true,
        onStart,
        onLine: (line) => {
          lines.push(line);
          if (lines.length > keptLines) lines.shift();
          onLine(line);
          watch.hear(line);
        },
      });
      if (result.notStarted) lines.push(...result.tail);
      return end(result.notStarted ? 'not-started' : 'ended', result);
    } catch (error) {
      if (!(error instanceof Cancelled) || signal.aborted) throw error;
      return end('too-slow', { exitCode: null });
    } finally {
      watch.end();
      signal.removeEventListener('abort', cancel);
    }
  },
});

const commandOf = (root: string, launch: Launch): string[] => [
  environmentPython(root),
  '-m',
  launch.module,
  ...launch.arguments,
];
