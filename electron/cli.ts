import { setLanguage } from '../shared/wording/language.ts';
import { failureLines, problems } from '../shared/wording/terminal.ts';
import { languageOfTerminal } from './cli/language.ts';

/**
 * The command line: plain Node, or the packaged application run as Node. The rest is loaded after
 * the check, so that an old Node says one clear line instead of the first thing that it lacks.
 */
// Set by an installed copy's launcher; a program that is started from here may be an Electron itself.
delete process.env['ELECTRON_RUN_AS_NODE'];
setLanguage(languageOfTerminal(process.env, process.platform, Intl.DateTimeFormat().resolvedOptions().locale));

const major = Number(process.versions.node.split('.')[0]);
if (major < 22 && process.versions['electron'] === undefined) {
  process.stderr.write(`${failureLines(problems.oldNode(process.version)).join('\n')}\n`);
  process.exitCode = 2;
} else {
  import('./cli/main.ts')
    .then(({ main }) => main(process.argv.slice(2)))
    .catch((error: unknown) => {
      process.stderr.write(
        `${failureLines(problems.damaged(error instanceof Error ? error.message : String(error))).join('\n')}\n`,
      );
      process.exitCode = 1;
    });
}
