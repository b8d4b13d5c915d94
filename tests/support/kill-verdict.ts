import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Finding } from '../../shared/finding.ts';
import { eventsOf, foldOf, pythonIn, runCli } from './cli.ts';
import { argumentsOf, type Place, wantedModules } from './kill-stack.ts';
import { treeOf } from './tree.ts';

const execute = promisify(execFile);

const probe = `
import importlib, json, sys
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = importlib.import_module(name).__version__
    except BaseException:
        pass
print(json.dumps(found))
`;

/** Module → version of what the environment's own Python can import; empty where it does not start. */
export const importable = async (environment: string): Promise<Record<string, string>> => {
  try {
    const { stdout } = await execute(pythonIn(environment), ['-I', '-B', '-c', probe, ...Object.keys(wantedModules)]);
    return JSON.parse(stdout);
  } catch {
    return {};
  }
};

export const isWanted = (found: Record<string, string>): boolean =>
  Object.entries(wantedModules).every(([module, version]) => found[module] === version);

/**
 * What lies in the environment beside our own folder: files with inode, mode, time of change and
 * hash, links with their target, and of folders that they are there. Empty where nothing is.
 */
export const contentOf = async (environment: string): Promise<Record<string, string>> => {
  const names = await readdir(environment).catch(() => null);
  if (names === null) return {};
  const entries = Object.entries(await treeOf(environment)).filter(([path]) => !path.startsWith('.smart-installer'));
  return Object.fromEntries(entries.map(([path, what]) => [path, what.startsWith('folder') ? 'folder' : what]));
};

export interface Diagnosed {
  code: number | null;
  findings: readonly Finding[];
  /** What is wrong with the diagnosis itself: it crashed, or changed something. */
  problems: string[];
}

/** A real `diagnose`, which must neither crash nor change a byte. */
export const diagnosed = async (place: Place, flags: readonly string[] = []): Promise<Diagnosed> => {
  const whole = async () => JSON.stringify(await treeOf(place.environment).catch(() => null));
  const before = await whole();
  const { code, stdout, stderr } = await runCli(argumentsOf(place, 'diagnose', flags), {
    env: { SMART_INSTALLER_HOME: place.home },
  });
  const problems: string[] = [];
  if (before !== (await whole())) problems.push('diagnose changed the environment');
  const { outcome, findings } = foldOf(eventsOf(stdout));
  if (outcome?.kind !== 'looked') problems.push(`diagnose ended with ${JSON.stringify(outcome)} ${stderr}`);
  return { code, findings, problems };
};

const wholeEnvironment: ReadonlySet<Finding['code']> = new Set<Finding['code']>([
  'environment-absent',
  'unfinished-run',
  'interpreter-missing',
  'interpreter-dangling',
  'interpreter-broken',
  'configuration-missing',
]);

/** Whether the findings say that this module's package is not as it should be. */
export const isNamed = (findings: readonly Finding[], module: string): boolean => {
  const name = module.replaceAll('_', '-');
  return findings.some(
    (finding) =>
      wholeEnvironment.has(finding.code) ||
      ('package' in finding && finding.package === name) ||
      ('requirement' in finding && finding.requirement.startsWith(name)),
  );
};
