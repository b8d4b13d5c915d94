import { Option } from 'commander';
import type { Arguments } from './arguments.ts';
import type { flagsFrom } from './flags.ts';

/** The flags of repair, each explained where it is written. */
export const repairOptions = (flags: ReturnType<typeof flagsFrom>): Option[] => [
  flags.environment(),
  flags.manifest(),
  flags.profile(),
  new Option('--accelerator <id>', 'Build for this accelerator, such as cpu, cu124 or mps; auto looks at the hardware.')
    .default('auto')
    .argParser(flags.word),
  new Option('--backend <name>', 'Program that installs packages; auto is uv, or pip where uv cannot be had.')
    .choices(['auto', 'uv', 'pip'])
    .default('auto'),
  new Option(
    '--python <path>',
    'Interpreter for a new environment, instead of the best one on this computer.',
  ).argParser(flags.path),
  new Option(
    '--index-url <url>',
    'Package index to use instead of the one that your pip or uv configuration names.',
  ).argParser(flags.url),
  new Option('--extra-index-url <url>', 'One more package index to look at; may be given several times.').argParser(
    flags.urls,
  ),
  new Option('--find-links <folder>', 'Folder with wheels to use beside the index.').argParser(flags.path),
  new Option('--offline', 'Use no network: only what was downloaded before or lies in --find-links.'),
  new Option('--rebuild', 'Make the environment anew even where mending would do.'),
  new Option('--dry-run', 'Show what would be done and change nothing.'),
  new Option('--end-holders', 'End programs that keep the environment’s files in use. Unsaved work in them is lost.'),
  new Option(
    '--build <name>',
    'Allow this package to be built from source code where there is no wheel of it: that runs code of its own. May be given several times.',
  ).argParser(flags.packages),
  flags.json(),
];

/** What the parser hands on of them. */
export interface GivenToRepair {
  env?: string;
  manifest?: string;
  profile: string;
  accelerator: string;
  backend: 'auto' | 'uv' | 'pip';
  python?: string;
  indexUrl?: string;
  extraIndexUrl?: string[];
  findLinks?: string;
  offline?: true;
  rebuild?: true;
  dryRun?: true;
  endHolders?: true;
  build?: string[];
  json?: true;
}

/** The request with every default. */
export const repairRequest = (given: GivenToRepair, environment: string): Arguments => ({
  verb: 'repair',
  environment,
  manifest: given.manifest ?? null,
  profile: given.profile,
  accelerator: given.accelerator,
  backend: given.backend,
  python: given.python ?? null,
  indexUrl: given.indexUrl ?? null,
  extraIndexUrls: given.extraIndexUrl ?? [],
  findLinks: given.findLinks ?? null,
  offline: given.offline === true,
  rebuild: given.rebuild === true,
  dryRun: given.dryRun === true,
  endHolders: given.endHolders === true,
  build: given.build ?? [],
  json: given.json === true,
});
