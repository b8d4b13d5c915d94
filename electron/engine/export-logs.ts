import { redactValue } from './bundle/piece.ts';
import { readme } from './bundle/readme.ts';
import { detectMachine } from './detect-machine.ts';
import { Failing } from './failing.ts';
import type { KeptFile, LogBundle, WrittenFile } from './interfaces/log-bundle.ts';
import type { ExportedLogs, LogPreview } from './run-request.ts';
import type { Tools } from './tools.ts';

/** What the product looks for, whatever a manifest wants. */
const oldestPython = '>=3.10';

/** See Engine.exportLogs. */
export const exportLogs = async ({
  tools,
  version,
  out,
  environment,
  onProgress = () => undefined,
  signal,
}: {
  tools: Tools;
  version: string;
  out: string;
  environment: string | null;
  onProgress?: (done: number, total: number) => void;
  signal: AbortSignal;
}): Promise<ExportedLogs> => {
  const { logBundle, clock } = tools;
  await logBundle.checkPlace(out);
  const [found, redactor] = await Promise.all([collect(tools, environment), logBundle.redactor()]);
  const [machine, versions] = await Promise.all([
    detectMachine(tools, {
      environment: found.environment,
      pythons: tools.python.find({ range: oldestPython, preferred: null, signal }),
      signal,
    }),
    logBundle.versions(signal),
  ]);
  const json = (name: string, value: unknown): WrittenFile => ({
    name,
    text: `${JSON.stringify(redactValue(value, redactor), null, 2)}\n`,
  });
  const reports = [
    json('versions.json', { smartInstaller: version, ...versions }),
    json('machine.json', machine),
    ...(found.findings === null ? [] : [json('findings.json', found.findings)]),
    ...(found.packages === null ? [] : [{ name: 'packages.txt', text: redactor.text(found.packages) }]),
  ];
  const listed = [...reports.map(({ name }) => ({ name, leftOut: 0 })), ...found.kept];
  const first = { name: 'README.txt', text: readme({ version, at: clock.now(), files: listed }) };
  const files = await logBundle.write({
    out,
    written: [first, ...reports],
    kept: found.kept,
    redactor,
    onProgress,
    signal,
  });
  return { path: out, files, redactions: redactor.count() };
};

/** See Engine.previewLogs. */
export const previewLogs = async (tools: Tools, environment: string | null): Promise<LogPreview> => {
  const { kept, findings, packages } = await collect(tools, environment);
  const written = [
    ...['README.txt', 'versions.json', 'machine.json'],
    ...(findings === null ? [] : ['findings.json']),
    ...(packages === null ? [] : ['packages.txt']),
  ];
  return {
    files: [
      ...written.map((name) => ({ name, bytes: null, leftOut: 0 })),
      ...kept.map(({ name, bytes, leftOut }) => ({ name, bytes: bytes - leftOut, leftOut })),
    ],
  };
};

interface Collected {
  kept: KeptFile[];
  /** The one that was named, or that of the newest run. */
  environment: string | null;
  findings: Awaited<ReturnType<LogBundle['lastFindings']>>;
  /** name==version a line; null where there is no environment to look at. */
  packages: string | null;
}

const collect = async ({ logBundle, packages }: Tools, asked: string | null): Promise<Collected> => {
  const [runs, windowLogs] = await Promise.all([logBundle.runs(asked), logBundle.windowLogs()]);
  // The window's log tells of all environments, so it is no answer to a question about one.
  if (runs.length === 0 && (asked !== null || windowLogs.length === 0))
    throw new Failing({ code: 'no-logs', environment: asked });
  const environment = asked ?? runs.find((run) => run.environment !== null)?.environment ?? null;
  const ofIt = runs.filter((run) => run.environment === environment);
  return {
    kept: [...runs.flatMap(({ files }) => files), ...windowLogs],
    environment,
    findings: await logBundle.lastFindings(asked === null ? ofIt : runs),
    packages: environment === null ? null : packageLines(await packages.list(environment)),
  };
};

const packageLines = (inventory: Awaited<ReturnType<Tools['packages']['list']>>): string | null =>
  inventory === null
    ? null
    : inventory.packages
        .map(({ name, version }) => `${name}==${version}\n`)
        .sort()
        .join('');
