import { Command, CommanderError, Option } from 'commander';
import { product } from '../../shared/product.ts';
import type { Arguments } from './arguments.ts';
import { flagsFrom } from './flags.ts';
import { type GivenToRepair, repairOptions, repairRequest } from './repair-flags.ts';

/** The commands and their flags, each explained where it is written; `ask` gets the request of the one that was given. */
export const describeCommands = (cwd: string, version: string, ask: (request: Arguments) => void): Command => {
  const program = new Command(product.id)
    .description('Brings a Python machine-learning environment to the state its manifest describes, and mends it.')
    .version(version, '-v, --version', 'Show the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .addHelpText('after', endOfHelp)
    .exitOverride();
  const flags = flagsFrom(cwd);

  program
    .command('detect')
    .description('Show what was found about this computer: system, GPUs, Pythons, free space.')
    .addOption(flags.json())
    .action((given: { json?: true }) => ask({ verb: 'detect', json: given.json === true }));

  program
    .command('diagnose')
    .description('Say what is wrong with an environment. Changes nothing.')
    .addOption(flags.environment())
    .addOption(flags.manifest())
    .addOption(flags.profile())
    .addOption(new Option('--deep', 'Also compare the content of every installed file with its hash; slower.'))
    .addOption(flags.json())
    .action((given: { env?: string; manifest?: string; profile: string; deep?: true; json?: true }) =>
      ask({
        verb: 'diagnose',
        environment: needed(given.env, 'diagnose'),
        manifest: given.manifest ?? null,
        profile: given.profile,
        deep: given.deep === true,
        json: given.json === true,
      }),
    );

  const repair = program
    .command('repair')
    .description('Install an environment, or mend one that broke. Does nothing where nothing is wrong.');
  for (const option of repairOptions(flags)) repair.addOption(option);
  repair.action((given: GivenToRepair) => ask(repairRequest(given, needed(given.env, 'repair'))));

  program
    .command('launch')
    .description('Start the program that the manifest names, and say why where it does not start. Ctrl-C ends it.')
    .addOption(flags.environment())
    .addOption(flags.manifest())
    .addOption(flags.json())
    .action((given: { env?: string; manifest?: string; json?: true }) =>
      ask({
        verb: 'launch',
        environment: needed(given.env, 'launch'),
        manifest: given.manifest ?? null,
        json: given.json === true,
      }),
    );

  program
    .command('downloads')
    .description('Show what is kept of downloads for the next time, and remove of it what you name.')
    .addOption(new Option('--older-than <days>', 'Remove what was not used for so many days.').argParser(flags.days))
    .addOption(
      new Option(
        '--keep <size>',
        'Remove what was used longest ago until no more is left than this, such as 5GB.',
      ).argParser(flags.size),
    )
    .action((given: { olderThan?: number; keep?: number }) =>
      ask({ verb: 'downloads', olderThanDays: given.olderThan ?? null, keepBytes: given.keep ?? null }),
    );

  program
    .command('export-logs')
    .description('Write the logs of the last runs into one zip for somebody else, without what is private.')
    .addOption(
      new Option('--out <file>', 'The zip to write; needed. One that is there is replaced.').argParser(flags.path),
    )
    .addOption(flags.environment('Only the runs on this environment, instead of all.'))
    .action((given: { out?: string; env?: string }) => {
      if (given.out === undefined)
        throw new CommanderError(2, 'smart-installer.out', 'export-logs needs --out <file>, the zip to write');
      ask({ verb: 'export-logs', out: given.out, environment: given.env ?? null });
    });

  program
    .command('serve')
    .description('Show the product as a local page, for computers without a display. Only this computer can reach it.')
    .addOption(
      new Option('--port <number>', 'Port of the page; 0 takes any free one.').default(0).argParser(flags.port),
    )
    .addOption(flags.environment('Folder that the page begins with.'))
    .action((given: { port: number; env?: string }) =>
      ask({ verb: 'serve', port: given.port, environment: given.env ?? null }),
    );

  for (const command of program.commands) command.helpOption('-h, --help', 'Show this help.').exitOverride();
  return program;
};

/** Checked here and not by the parser, which would complain of a missing --env where it was misspelt. */
const needed = (environment: string | undefined, verb: string): string => {
  if (environment === undefined)
    throw new CommanderError(
      2,
      'smart-installer.environment',
      `${verb} needs --env <folder>, the folder of the environment`,
    );
  return environment;
};

const endOfHelp = `
Examples:
  ${product.id} repair --env ./env --profile core
  ${product.id} diagnose --env ./env

Exit codes:
  0    healthy, done, or nothing to do
  1    something needs repair, or a repair or launch failed
  2    wrong usage, or a manifest that cannot be used
  3    another run is working on the environment
  130  stopped by Ctrl-C or a signal, a launched program, too`;
