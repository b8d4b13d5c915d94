import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

/** What must hold for the repository as a whole: its lock file, its documents, and what it must not hold. */
const repository = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(repository, file), 'utf8');
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

describe('package-lock.json', () => {
  const entrySchema = z.object({
    version: z.string(),
    resolved: z.string().optional(),
    optional: z.boolean().optional(),
    optionalDependencies: z.record(z.string(), z.string()).default({}),
  });
  const { packages } = z
    .object({ packages: z.record(z.string(), entrySchema) })
    .parse(JSON.parse(read('package-lock.json')));

  test('holds no address of a registry', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  test('holds each optional dependency of each package, for every system; npm ci refuses it otherwise', () => {
    const placesOf = (from: string, name: string): string[] => {
      const parents = from.split('/node_modules/').map((_, at, parts) => parts.slice(0, at + 1).join('/node_modules/'));
      return ['', ...parents.filter((parent) => parent !== '').map((parent) => `${parent}/`)].map(
        (parent) => `${parent}node_modules/${name}`,
      );
    };
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies }]) =>
      Object.entries(optionalDependencies)
        .filter(([name, wanted]) => !placesOf(from, name).some((at) => isServed(packages[at]?.version, wanted)))
        .map(([name, wanted]) => `${from}: ${name}@${wanted}`),
    );
    expect(missing).toEqual([]);
  });

  /** An exact version has to be the very one; of a range it is enough that there is something. */
  const isServed = (version: string | undefined, wanted: string): boolean =>
    version !== undefined && (!/^\d+\.\d+\.\d+/.test(wanted) || version === wanted);
});

describe('the files', () => {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  const files = listed.stdout.split('\0').filter((file) => file !== '' && existsSync(path.join(repository, file)));

  beforeEach((context) => {
    if (listed.status !== 0) context.skip('this is no git checkout');
  });

  /** Lines of text files that hold what they must not. */
  const linesWith = (pattern: RegExp): string[] =>
    files
      .filter((file) => !/\.(?:png|ico|icns|whl|zip|gz)$/.test(file))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.slice(0, 160)}`] : [])),
      );

  test('name no registry', () => {
    const hosts = [
      ['registry', 'npmjs', 'org'],
      ['registry', 'yarnpkg', 'com'],
      ['pypi', 'org'],
      ['files', 'pythonhosted', 'org'],
    ];
    const pattern = new RegExp(hosts.map((parts) => parts.join('\\.')).join('|'));
    expect(`https://${['pypi', 'org'].join('.')}/simple`).toMatch(pattern);
    expect(linesWith(pattern)).toEqual([]);
  });

  test('name no folder of a machine that they were written on', () => {
    const pattern = /(?<![\w.$}])\/(?:root|work|farm)\/\w/;
    expect(`"${['', 'root', '.cache'].join('/')}"`).not.toMatch(pattern);
    expect(`"${['', 'root', 'x'].join('/')}"`).toMatch(pattern);
    expect(linesWith(pattern)).toEqual([]);
  });

  test('name only commands that there are', () => {
    const named = files
      .filter((file) => /\.(?:md|ts|tsx|mjs|yml)$/.test(file) && !file.startsWith('tests/'))
      .flatMap((file) =>
        [...read(file).matchAll(/npm (?:run (?:--silent )?([a-z][a-z-]*)|(test|start)\b)/g)].map(
          (found) => found[1] ?? found[2] ?? '',
        ),
      );
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(['repair', 'test', 'start', 'check', 'smart-installer']));
  });
});

describe('the scripts', () => {
  test('set up first, and start only files that there are', () => {
    for (const [name, line] of Object.entries(scripts)) {
      const isFirst = name.startsWith('pre') && name.slice(3) in scripts;
      if (isFirst) expect(line, name).toMatch(/^node build\/setup\.mjs(?: |$)/);
      else expect(scripts, `pre${name} sets up for ${name}`).toHaveProperty(`pre${name}`);
      for (const [, file] of line.matchAll(/node ((?:build|tests)\/\S+)/g))
        expect(existsSync(path.join(repository, file ?? '')), file).toBe(true);
    }
  });

  test('that run long are started by exec, so that a signal to npm reaches them', () => {
    for (const name of ['repair', 'smart-installer', 'start', 'test']) expect(scripts[name]).toMatch(/^exec node /);
  });
});

describe('the documents', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md'];

  test.each(documents)('%s links to files that there are', (document) => {
    const links = [...read(document).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((found) => found[1] ?? '');
    const local = links.filter((link) => !/^https?:/.test(link));
    expect(local.filter((link) => !existsSync(path.join(repository, path.dirname(document), link)))).toEqual([]);
  });

  test("the README's messages are the product's", () => {
    const spoken = ['failures', 'launches', 'terminal', 'findings', 'outcomes', 'proofs']
      .map((name) => read(`shared/wording/en/${name}.ts`))
      .join('\n')
      .replace(/\$\{[^}]*\}/g, '…');
    const messages = [...read('README.md').matchAll(/^\| `([^`]+)` \| [A-Z]/gm)].map((found) => found[1] ?? '');
    expect(messages.length).toBeGreaterThan(8);
    const parts = messages.flatMap((message) =>
      message
        .split('…')
        .map((part) => part.trim())
        .filter((part) => part.length > 3),
    );
    expect(parts.filter((part) => !spoken.includes(part))).toEqual([]);
  });

  test("the README's manifest is one", async () => {
    const { manifestSchema } = await import('../shared/manifest.ts');
    const example = /```json\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
    expect(manifestSchema.safeParse(JSON.parse(example)).error).toBeUndefined();
  });

  test('the README names every option of the command line, and no other', () => {
    const help = ['detect', 'diagnose', 'repair', 'downloads', 'export-logs', 'serve'].map((verb) => {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [path.join(repository, 'electron/cli.ts'), verb, '--help'],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(stderr);
      return stdout;
    });
    const optionsIn = (text: string): string[] => [
      ...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option)),
    ];
    const spoken = optionsIn(help.join('\n')).filter((option) => option !== '--help');
    const section = /## Command line\n([\s\S]*?)\n## /.exec(read('README.md'))?.[1] ?? '';
    expect(
      optionsIn(section)
        .filter((option) => option !== '--silent')
        .sort(),
    ).toEqual(spoken.sort());
  });
});
