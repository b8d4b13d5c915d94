import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { plantCanaries } from './canary.ts';
import { eventsOf, foldOf, processesOf, type Running, startCli } from './cli.ts';
import { countChanges, cut, describeMoment, hasOpenRun, type Moment } from './kill-moment.ts';
import { argumentsOf, begin, type Place, type Scenario } from './kill-stack.ts';
import { contentOf, type Diagnosed, diagnosed, importable, isNamed, isWanted } from './kill-verdict.ts';

/** One run that is cut short, and how the next one is called. */
export interface Point {
  scenario: Scenario;
  moment: Moment;
  /** The recovery is cut short too, at this moment. */
  again: Moment | null;
  /** `diagnose` is run between the two, also where it is not needed to tell the state. */
  diagnose: boolean;
  /** The next run is called as the first was, or as a plain repair. */
  sameFlags: boolean;
}

export interface Result {
  point: Point;
  verdict: 'healthy' | 'as before' | 'repairable' | 'worse';
  /** The signal met a living run. */
  landed: boolean;
  /** A run was left that had begun its changes and not committed them. */
  open: boolean;
  problems: string[];
}

export const describePoint = ({ scenario, moment, again }: Point): string =>
  `${scenario.name}, ${describeMoment(moment)}${again === null ? '' : `, again ${describeMoment(again)}`}`;

/** Cuts one run short and looks at what it left, then lets the next run mend it. */
export const runPoint = async (place: Place, point: Point): Promise<Result> => {
  const { environment } = place;
  const { scenario, moment, again } = point;
  await rm(dirname(environment), { recursive: true, force: true });
  await mkdir(dirname(environment));
  await begin(place, scenario);
  const canary = await plantCanaries(dirname(environment), environment);
  const before = { content: JSON.stringify(await contentOf(environment)), modules: await importable(environment) };

  const runs = [start(place, scenario.flags)];
  let landed = await cutLast(runs, environment, moment);
  if (again !== null && landed) {
    runs.push(start(place, scenario.flags));
    landed = await cutLast(runs, environment, again);
  }
  const problems = await stillRunning(runs, 'after the run was ended');

  const open = hasOpenRun(environment);
  const asBefore = JSON.stringify(await contentOf(environment)) === before.content;
  const modules = await importable(environment);
  const isHealthy = !open && isWanted(modules) && !asBefore;
  const state = asBefore ? 'as before' : isHealthy ? 'healthy' : 'repairable';
  if (moment.signal !== 'SIGKILL') problems.push(...(await cancelProblems(runs, landed, asBefore, isHealthy)));
  if (state === 'repairable' || point.diagnose) {
    const found = await diagnosed(place);
    problems.push(...found.problems, ...diagnosisProblems(found, { state, open, modules, before: before.modules }));
  }
  problems.push(...(await harm(() => canary.expectUnharmed())));

  const next = start(place, point.sameFlags ? scenario.flags : []);
  const ended = await next.ended;
  if (ended.code !== 0)
    problems.push(`the next repair ended with ${ended.code}: ${lastOf(ended.stdout, ended.stderr)}`);
  problems.push(...(await stillRunning([...runs, next], 'after the next run')), ...(await healthProblems(place)));
  problems.push(...(await harm(() => canary.expectUnharmed())));
  return { point, verdict: problems.length > 0 ? 'worse' : state, landed, open, problems };
};

const start = (place: Place, flags: readonly string[] = []): Running =>
  startCli(argumentsOf(place, 'repair', flags), { env: { SMART_INSTALLER_HOME: place.home } });

const cutLast = async (runs: readonly Running[], environment: string, moment: Moment): Promise<boolean> => {
  const run = runs.at(-1);
  return run !== undefined && (await cut(run, environment, moment));
};

const lastOf = (...texts: string[]): string => texts.map((text) => text.trim().split('\n').at(-1) ?? '').join(' ');

/** A child that works on is given so long to come to its end. */
const patienceMs = 10_000;

const stillRunning = async (runs: readonly Running[], when: string): Promise<string[]> => {
  const until = Date.now() + patienceMs;
  for (;;) {
    const alive = (await Promise.all(runs.map(({ marker }) => processesOf(marker)))).flat();
    if (alive.length === 0) return [];
    if (Date.now() > until) return [`${alive.length} processes live on ${when}`];
    await pause(20);
  }
};

/** Cancelled: everything is as it was. One that came after the last change may have been too late. */
const cancelProblems = async (
  runs: readonly Running[],
  landed: boolean,
  asBefore: boolean,
  isHealthy: boolean,
): Promise<string[]> => {
  const ended = await runs[0]?.ended;
  if (!landed || ended === undefined || (ended.code === 0 && isHealthy)) return [];
  const outcome = foldOf(eventsOf(ended.stdout)).outcome;
  const isUndone = outcome?.kind === 'cancelled' && outcome.undo !== 'pending';
  return ended.code === 130 && isUndone && asBefore
    ? []
    : [`cancelled with ${ended.code}, ${JSON.stringify(outcome)}, ${asBefore ? 'as before' : 'and not as before'}`];
};

const diagnosisProblems = (
  { code, findings }: Diagnosed,
  seen: {
    state: Result['verdict'];
    open: boolean;
    modules: Record<string, string>;
    before: Record<string, string>;
  },
): string[] => {
  const problems: string[] = [];
  const codes = findings.map((finding) => finding.code).join(' ');
  if (seen.state === 'repairable' && code !== 1) problems.push(`diagnose of what needs repair ended with ${code}`);
  if (seen.state === 'healthy' && code !== 0) problems.push(`diagnose of a healthy one ended with ${code}: ${codes}`);
  if (seen.open && !findings.some((finding) => finding.code === 'unfinished-run'))
    problems.push(`unfinished-run is not named: ${codes}`);
  for (const module of Object.keys(seen.before))
    if (seen.modules[module] === undefined && !isNamed(findings, module))
      problems.push(`${module} was importable, is no more, and diagnose does not name it: ${codes}`);
  return problems;
};

/**
 * A lock that was being written when its run was killed may be another process's that is at it right
 * now, so it stays for a few seconds; the next run takes it away.
 */
const ownFolderOf = async (place: Place): Promise<string[]> => {
  const names = (): Promise<string[]> => readdir(join(place.environment, '.smart-installer')).catch(() => []);
  const found = await names();
  if (!found.some((name) => name.startsWith('lock.'))) return found;
  await pause(lockInDoubtMs);
  await start(place).ended;
  return names();
};

/** Longer than an empty lock file is taken for one that is just being written (lock/file.ts). */
const lockInDoubtMs = 6000;

/** What keeps the environment from being healthy and tidy; empty where it is. */
export const healthProblems = async (place: Place): Promise<string[]> => {
  const { code, findings, problems } = await diagnosed(place, ['--deep']);
  if (code !== 0) problems.push(`not healthy after the next run: ${findings.map((one) => one.code).join(' ')}`);
  const modules = await importable(place.environment);
  if (!isWanted(modules)) problems.push(`not as wanted after the next run: ${JSON.stringify(modules)}`);
  const own = await ownFolderOf(place);
  if (own.join() !== 'environment.json') problems.push(`left in .smart-installer: ${own.join(', ')}`);
  return problems;
};

const harm = async (look: () => Promise<void>): Promise<string[]> => {
  try {
    await look();
    return [];
  } catch (error) {
    return [`harm done outside: ${String(error)}`];
  }
};

/** What an uninterrupted run of a scenario consists of, to choose moments from. */
export interface Extent {
  events: number;
  changes: number;
  ms: number;
}

export const measure = async (place: Place, scenario: Scenario): Promise<Extent> => {
  await rm(dirname(place.environment), { recursive: true, force: true });
  await mkdir(dirname(place.environment));
  await begin(place, scenario);
  const began = Date.now();
  const run = start(place, scenario.flags);
  let over = false;
  let changes = 0;
  void run.ended.then(() => {
    over = true;
  });
  while (!over) {
    changes = Math.max(changes, countChanges(place.environment));
    await pause(1);
  }
  const { code, stdout, stderr } = await run.ended;
  if (code !== 0) throw new Error(`${scenario.name} without a kill ended with ${code}: ${lastOf(stdout, stderr)}`);
  return { events: stdout.trim().split('\n').length, changes, ms: Date.now() - began };
};
