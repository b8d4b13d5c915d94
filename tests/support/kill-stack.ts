import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Manifest, manifestSchema } from '../../shared/manifest.ts';
import { runCli } from './cli.ts';
import { testHome } from './python.ts';
import { buildWheel, type Wheel } from './wheel.ts';

const execute = promisify(execFile);

/** The modules of the stack, each with what its `__version__` must be for the environment to be as wanted. */
export const wantedModules: Readonly<Record<string, string>> = {
  standin_alpha: '1.1.0',
  standin_beta: '2.0.0',
  standin_gamma: '1.2.0',
};

/** Two layers of tiny packages without waits between attempts; `alpha` is what the first asks for. */
const manifestFor = (alpha: string): Manifest =>
  manifestSchema.parse({
    schemaVersion: 1,
    name: 'stand-in',
    title: 'Stand-in stack',
    python: '>=3.8',
    remove: ['standin-unwanted'],
    retry: { attempts: 3, waitSeconds: [0, 0] },
    layers: [
      { id: 'core', title: 'Core', requirements: [alpha], checks: [{ kind: 'import', module: 'standin_alpha' }] },
      {
        id: 'extra',
        title: 'Extra',
        requirements: ['standin-beta'],
        checks: [
          { kind: 'import', module: 'standin_beta' },
          { kind: 'import', module: 'standin_gamma' },
        ],
      },
    ],
  });

export const killManifest = manifestFor('standin-alpha>=1.1,<2');
const olderManifest = manifestFor('standin-alpha==1.0.0');

/** Several files and folders each, so that there is something between the first change and the last. */
const filesOf = (module: string): Record<string, string> =>
  Object.fromEntries(
    ['part/__init__', 'part/one', 'part/deep/two', 'other/three'].map((path) => [
      `${module}/${path}.py`,
      `# ${module} ${path}\n`,
    ]),
  );

export const killWheels = (): Wheel[] => [
  ...['1.0.0', '1.1.0'].map((version) =>
    buildWheel({
      name: 'standin-alpha',
      version,
      files: {
        ...filesOf('standin_alpha'),
        [`standin_alpha-${version}.dist-info/entry_points.txt`]:
          '[console_scripts]\nstandin-alpha = standin_alpha.part:main\n',
      },
    }),
  ),
  buildWheel({
    name: 'standin-beta',
    version: '2.0.0',
    requires: ['standin-gamma>=1'],
    modules: { standin_beta: 'import standin_gamma\n' },
    files: filesOf('standin_beta'),
  }),
  buildWheel({ name: 'standin-gamma', version: '1.2.0', files: filesOf('standin_gamma'), padBytes: 20_000 }),
  buildWheel({ name: 'standin-unwanted', version: '1.0.0' }),
];

/** A state in which an environment is found, and how the repair is asked for then. */
export interface Scenario {
  name: string;
  /** Brings a whole environment to that state; null: there is none to begin with. */
  start: ((environment: string, sitePackages: string) => Promise<void>) | null;
  /** The environment before it has an older alpha. */
  older?: boolean;
  flags?: readonly string[];
}

export const scenarios: readonly Scenario[] = [
  { name: 'upgrade', older: true, start: async () => undefined },
  {
    name: 'damaged',
    start: async (_, site) => {
      await writeFile(join(site, 'standin_alpha/__init__.py'), 'raise ImportError("torn")\n');
      await unlink(join(site, 'standin_gamma/part/one.py'));
    },
  },
  { name: 'first install', start: null },
  {
    name: 'leftover and unwanted',
    start: async (_, site) => {
      await rename(join(site, 'standin_beta'), join(site, '~tandin_beta'));
      await writeFile(join(site, 'standin_unwanted.py'), '');
      await rm(join(site, 'standin_gamma/other'), { recursive: true });
    },
  },
  {
    name: 'dangling interpreter',
    start: async (environment) => {
      await rm(join(environment, 'bin/python'));
      await symlink(join(environment, 'no-such-python'), join(environment, 'bin/python'));
    },
  },
  { name: 'rebuild', start: async () => undefined, flags: ['--rebuild'] },
];

export const sitePackagesOf = async (environment: string): Promise<string> => {
  const [version] = (await readdir(join(environment, 'lib'))).filter((name) => name.startsWith('python3'));
  return join(environment, 'lib', version ?? '', 'site-packages');
};

/** A folder in which one environment is killed again and again, with the start states to begin from. */
export interface Place {
  folder: string;
  environment: string;
  /** Where the environment lies when its path is a link to it; null where it is none. */
  target: string | null;
  manifest: string;
  /** SMART_INSTALLER_HOME of every run here. */
  home: string;
  indexUrl: string;
}

/**
 * Installs the stack and keeps it, once as wanted and once with an older alpha, to begin from. The
 * application home begins with the uv that the tests have. `folder` is made; it must not be there.
 */
export const makePlace = async ({
  folder,
  indexUrl,
  environment = join(folder, 'around/env'),
  target = null,
}: Pick<Place, 'folder' | 'indexUrl'> & Partial<Place>): Promise<Place> => {
  const [home, manifest] = [join(folder, 'home'), join(folder, 'manifest.json')];
  const place: Place = { folder, environment, target, manifest, home, indexUrl };
  await mkdir(folder, { recursive: true });
  await mkdir(dirname(environment), { recursive: true });
  await cp(join(testHome, 'cache/tools'), join(home, 'cache/tools'), { recursive: true, verbatimSymlinks: true });
  const older = join(folder, 'older.json');
  await writeFile(manifest, JSON.stringify(killManifest));
  await writeFile(older, JSON.stringify(olderManifest));
  for (const [file, name] of [
    [older, 'older'],
    [manifest, 'wanted'],
  ] as const) {
    const { code, stdout, stderr } = await runCli(argumentsOf({ ...place, manifest: file }, 'repair'), {
      env: { SMART_INSTALLER_HOME: place.home },
    });
    if (code !== 0) throw new Error(`the start state cannot be made:\n${stdout}\n${stderr}`);
    await execute('cp', ['-a', environment, join(folder, `${name}.template`)]);
  }
  return place;
};

export const argumentsOf = (
  { environment, manifest, indexUrl }: Place,
  verb: 'repair' | 'diagnose',
  flags: readonly string[] = [],
): string[] => [
  verb,
  '--env',
  environment,
  '--manifest',
  manifest,
  ...(verb === 'repair' ? ['--index-url', indexUrl] : []),
  ...flags,
  '--json',
];

/** Puts the environment in the state with which the scenario begins. */
export const begin = async ({ folder, environment, target }: Place, { start, older }: Scenario): Promise<void> => {
  await rm(environment, { recursive: true, force: true });
  if (target !== null) {
    await rm(target, { recursive: true, force: true });
    await symlink(target, environment);
  }
  if (start === null) return;
  await execute('cp', ['-a', join(folder, `${older === true ? 'older' : 'wanted'}.template`), target ?? environment]);
  await start(environment, await sitePackagesOf(environment));
};

export const scenarioNamed = (wanted: string): Scenario => {
  const found = scenarios.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`no scenario ${wanted}`);
  return found;
};
