import { speak } from '../shared/wording/language.ts';
import { languageOfTerminal } from './cli/language.ts';
import { keepCompiled } from './keep-compiled.ts';

/**
 * The command line: plain Node, or the packaged application run as Node. The rest is loaded after
 * the check, so that an old Node says one clear line instead of the first thing that it lacks; its
 * words, too, so that they are kept compiled.
 */
// Set by an installed copy's launcher; a program that is started from here may be an Electron itself.
delete process.env['ELECTRON_RUN_AS_NODE'];
// Intl takes a fifth of a start's time for its first answer, and only Windows needs it.
const systemLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;
keepCompiled();
const spoken = speak(languageOfTerminal(process.env, process.platform, systemLocale));

type Words = typeof import('../shared/wording/terminal.ts');

const end = async (
  code: number,
  problem: (words: Words) => ReturnType<Words['problems']['oldNode']>,
): Promise<void> => {
  await spoken;
  const words = await import('../shared/wording/terminal.ts');
  process.stderr.write(`${words.failureLines(problem(words)).join('\n')}\n`);
  process.exitCode = code;
};

const major = Number(process.versions.node.split('.')[0]);
if (major < 22 && process.versions['electron'] === undefined)
  void end(2, ({ problems }) => problems.oldNode(process.version));
else
  spoken
    .then(() => import('./cli/main.ts'))
    .then(({ main }) => main(process.argv.slice(2)))
    .catch(async (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      await end(1, ({ problems }) => problems.damaged(message)).catch(() => {
        // The words are gone, too.
        process.stderr.write(`${message}\n`);
        process.exitCode = 1;
      });
    });
