import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

/**
 * The directions of imports are rules of Biome (biome.json). This proves that each bites: a tree of
 * one-line files is linted with the project's own configuration, and exactly the forbidden ones are
 * reported.
 */
const repository = path.resolve(import.meta.dirname, '..');

const forbidden: [file: string, imports: string[]][] = [
  [
    'shared/x.ts',
    [
      '../electron/answer.ts',
      '../renderer/client.ts',
      '../tests/support/x.ts',
      'node:path',
      'electron',
      'react',
      'execa',
    ],
  ],
  ['shared/wording/x.ts', ['../../electron/answer.ts', '../../renderer/client.ts', 'node:fs', 'zustand']],
  [
    'renderer/x.ts',
    [
      '../electron/answer.ts',
      '../electron/engine/failing.ts',
      'node:path',
      'fs',
      'electron',
      'electron/renderer',
      'execa',
      'zod',
    ],
  ],
  [
    'renderer/screens/x.tsx',
    ['../../electron/answer.ts', '../../build/bundle.mjs', 'node:path', 'electron', 'commander'],
  ],
  ['renderer/parts/x.tsx', ['../../electron/answer.ts', 'electron']],
  ['electron/answer.ts', ['electron', 'electron/main', '../renderer/client.ts']],
  ['electron/cli/x.ts', ['electron', '../../renderer/client.ts']],
  ['electron/web-host/x.ts', ['electron', '../../renderer/client.ts']],
  ...['main', 'window', 'preload', 'desktop-host', 'desktop-session'].map((host): [string, string[]] => [
    `electron/${host}.ts`,
    ['../renderer/client.ts'],
  ]),
  [
    'electron/engine/x.ts',
    ['electron', '../answer.ts', '../cli/x.ts', '../../renderer/client.ts', '../../build/bundle.mjs'],
  ],
  [
    'electron/engine/tools/x.ts',
    ['electron', 'electron/main', '../../answer.ts', '../../web-host/x.ts', '../../../renderer/client.ts'],
  ],
  ['electron/engine/tools/uv/x.ts', ['electron', '../../../answer.ts', '../../../../renderer/client.ts']],
  [
    'electron/engine/steps/x.ts',
    ['node:fs', 'node:path', 'fs', 'fs/promises', 'execa', '../tools/command.ts', '../../answer.ts', 'electron'],
  ],
  [
    'electron/engine/diagnose/x.ts',
    ['node:fs', 'node:child_process', 'execa', '../tools/packages.ts', '../../main.ts', 'electron'],
  ],
  ['electron/engine/diagnose.ts', ['node:fs', 'execa', './tools/command.ts', '../main.ts', 'electron']],
  ['electron/engine/interfaces/x.ts', ['node:fs', 'execa', '../tools/command.ts', '../../main.ts', 'electron']],
  ['electron/engine/plan.ts', ['node:fs', 'execa', './tools/command.ts', '../main.ts', 'electron']],
  ['electron/engine/plan-layers.ts', ['node:fs', './tools/command.ts']],
];

const allowed: [file: string, imports: string[]][] = [
  ['shared/x.ts', ['./failure.ts', './wording/amounts.ts', 'zod']],
  ['shared/wording/x.ts', ['./amounts.ts', '../failure.ts', 'zod']],
  [
    'renderer/x.ts',
    [
      './store.ts',
      './screens/plan.tsx',
      '../shared/run-state.ts',
      'react',
      'react-dom/client',
      'zustand',
      '@base-ui/react',
      '@base-ui/react/dialog',
      'virtua',
    ],
  ],
  [
    'renderer/screens/x.tsx',
    ['./plan.tsx', '../parts/bar.tsx', '../../shared/run-state.ts', 'react/jsx-runtime', 'zustand/vanilla'],
  ],
  ['electron/answer.ts', ['./engine/engine.ts', '../shared/contract.ts', 'node:path']],
  ['electron/cli/x.ts', ['../engine/engine.ts', '../../shared/contract.ts', 'commander']],
  ...['main', 'window', 'preload', 'desktop-host', 'desktop-session'].map((host): [string, string[]] => [
    `electron/${host}.ts`,
    ['electron', './answer.ts'],
  ]),
  ['electron/engine/x.ts', ['./tools/command.ts', './steps/execute.ts', '../../shared/plan.ts', 'node:fs']],
  ['electron/engine/tools/x.ts', ['./command.ts', '../failing.ts', '../../../shared/plan.ts', 'node:fs', 'execa']],
  ['electron/engine/tools/uv/x.ts', ['./run.ts', '../command.ts', '../../failing.ts', '../../../../shared/plan.ts']],
  [
    'electron/engine/steps/x.ts',
    [
      './context.ts',
      '../tools.ts',
      '../interfaces/trash.ts',
      '../failing.ts',
      '../../../shared/plan.ts',
      '@renovatebot/pep440',
    ],
  ],
  ['electron/engine/diagnose/x.ts', ['./context.ts', '../tools.ts', '../../../shared/finding.ts']],
  ['electron/engine/interfaces/x.ts', ['./clock.ts', '../../../shared/plan.ts']],
  ['electron/engine/plan.ts', ['./tools.ts', './failing.ts', '../../shared/plan.ts']],
  ['tests/shared/x.ts', ['node:fs', '../../electron/engine/tools/command.ts']],
  ['build/x.mjs', ['node:fs', 'vite']],
];

/** Everything beside the engine in electron/ is a host, whatever it is called. */
const hosts = readdirSync(path.join(repository, 'electron'), { withFileTypes: true })
  .filter((entry) => entry.name !== 'engine' && (entry.isDirectory() || entry.name.endsWith('.ts')))
  .map((entry) => (entry.isDirectory() ? `${entry.name}/x.ts` : entry.name));

/** Places in the engine from which a host is reached by a path of another depth. */
const engineFiles: [file: string, up: string][] = [
  ['electron/engine/y.ts', '../'],
  ['electron/engine/plan-y.ts', '../'],
  ['electron/engine/tools/y.ts', '../../'],
  ['electron/engine/tools/uv/y.ts', '../../../'],
  ['electron/engine/steps/y.ts', '../../'],
  ['electron/engine/diagnose/y.ts', '../../'],
];

interface Case {
  file: string;
  specifier: string;
  forbidden: boolean;
}

const cases: Case[] = [
  ...forbidden.flatMap(([file, imports]) => imports.map((specifier) => ({ file, specifier, forbidden: true }))),
  ...allowed.flatMap(([file, imports]) => imports.map((specifier) => ({ file, specifier, forbidden: false }))),
  ...engineFiles.flatMap(([file, up]) => hosts.map((host) => ({ file, specifier: up + host, forbidden: true }))),
];

/** Lints each file with one import a line; returns the `file: specifier` of each that is reported. */
const reportedOf = (folder: string): Set<string> => {
  const lines = new Map<string, string[]>();
  for (const { file, specifier } of cases) lines.set(file, [...(lines.get(file) ?? []), specifier]);
  for (const [file, specifiers] of lines) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), specifiers.map((specifier) => `import '${specifier}';\n`).join(''));
  }
  const {
    $schema: _,
    vcs: __,
    ...configuration
  } = JSON.parse(readFileSync(path.join(repository, 'biome.json'), 'utf8'));
  writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(configuration));
  const biome = path.join(repository, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json'];
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...options], { cwd: folder, encoding: 'utf8' });
  const report = reportSchema.safeParse(stdout.startsWith('{') ? JSON.parse(stdout) : stderr);
  if (!report.success) throw new Error(`Biome did not report as expected:\n${stdout}\n${stderr}`);
  return new Set(
    report.data.diagnostics.map(
      ({ location }) => `${location.path}: ${lines.get(location.path)?.[location.start.line - 1]}`,
    ),
  );
};

const reportSchema = z.object({
  diagnostics: z.array(z.object({ location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }) })),
});

describe('the directions of imports', () => {
  let folder = '';
  let reported = new Set<string>();

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'architecture-')));
    reported = reportedOf(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('there are hosts to look at', () => {
    expect(hosts).toEqual(expect.arrayContaining(['answer.ts', 'main.ts', 'cli.ts']));
  });

  test.each(cases)('$file: import $specifier (forbidden: $forbidden)', ({ file, specifier, forbidden }) => {
    expect(reported.has(`${file}: ${specifier}`)).toBe(forbidden);
  });
});

/** The sources, with paths from the repository's root. */
const sources = ['electron', 'renderer', 'shared']
  .flatMap((top) =>
    readdirSync(path.join(repository, top), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(top, name.replaceAll(path.sep, '/')),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file));

test('no file lies deeper in the engine than the rules look', () => {
  const deepest = (file: string): number => (file.startsWith('electron/engine/tools/') ? 5 : 4);
  const inEngine = sources.filter((file) => file.startsWith('electron/engine/'));
  expect(inEngine.filter((file) => file.split('/').length > deepest(file))).toEqual([]);
});

test('no import takes a roundabout path, past which the rules would not look', () => {
  const roundabout = /(?:from|import)\s*\(?\s*'(?:\.\/\.\.|[^']*[^./'][^/']*\/\.\.)\//;
  expect("import x from './a/../../b.ts'").toMatch(roundabout);
  expect("import x from './../b.ts'").toMatch(roundabout);
  expect("import x from '../../b/c.ts'").not.toMatch(roundabout);
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((file) => roundabout.test(readFileSync(path.join(repository, file), 'utf8')))).toEqual([]);
});

test('only main, window, preload and desktop-* import electron', () => {
  const named = sources.filter((file) =>
    /(?:from|import)\s*\(?\s*'electron(?:\/[^']*)?'/.test(readFileSync(path.join(repository, file), 'utf8')),
  );
  expect(named.sort()).toEqual(
    [
      'desktop-behaviour',
      'desktop-dialogs',
      'desktop-furniture',
      'desktop-host',
      'desktop-language',
      'desktop-session',
      'main',
      'preload',
      'window',
    ].map((host) => `electron/${host}.ts`),
  );
});
