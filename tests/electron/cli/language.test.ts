import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageOfTerminal } from '../../../electron/cli/language.ts';
import { eventSchema } from '../../../shared/events.ts';

const program = join(import.meta.dirname, '../../../electron/cli.ts');

/** The real command line in a process whose user has these variables and no others about language. */
const run = (words: string[], variables: NodeJS.ProcessEnv): { stdout: string; stderr: string } => {
  const { LC_ALL: _, LC_MESSAGES: __, LANG: ___, LANGUAGE: ____, ...env } = process.env;
  const options = { encoding: 'utf8' as const, env: { ...env, ...variables } };
  return spawnSync(process.execPath, [program, ...words], options);
};

describe('the language of a terminal', () => {
  it.each<[NodeJS.ProcessEnv, string]>([
    [{ LC_ALL: 'de_DE.UTF-8', LC_MESSAGES: 'C', LANG: 'C' }, 'de'],
    [{ LC_ALL: '', LC_MESSAGES: 'de_AT.UTF-8@euro', LANG: 'en_GB.UTF-8' }, 'de'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-Hans'],
    [{ LANG: 'zh_TW.UTF-8' }, 'en'],
    [{ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LC_ALL: 'C.UTF-8', LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LC_ALL: 'POSIX' }, 'en'],
    [{ LANG: 'de' }, 'de'],
    [{}, 'en'],
  ])('with %j is %s', (variables, language) => {
    expect(languageOfTerminal(variables, 'linux', () => 'de-DE')).toBe(language);
  });

  it('is the system’s on Windows, which has no such variables', () => {
    expect(languageOfTerminal({}, 'win32', () => 'de-DE')).toBe('de');
    expect(languageOfTerminal({ LANG: 'en_US.UTF-8' }, 'win32', () => 'de-DE')).toBe('en');
  });
});

describe('the command line', () => {
  it('speaks German', () => {
    const { stdout } = run(['detect'], { LC_ALL: 'de_DE.UTF-8' });
    expect(stdout).toMatch(/^Prozessor +\d+ Kerne?$/m);
    expect(stdout).toMatch(/^Freier Platz +.* für Downloads$/m);
    expect(run(['diagnose', '--env', '/', '--manifest', '/none.json'], { LC_ALL: 'de_DE.UTF-8' }).stderr).toContain(
      'Unter /none.json gibt es kein Manifest.\nNächster Schritt: Den mit --manifest angegebenen Pfad prüfen.',
    );
  });

  it('speaks Chinese, in columns', () => {
    expect(run(['detect'], { LANG: 'zh_CN.UTF-8' }).stdout).toMatch(/^处理器 {4}\d+ 个核心$/m);
  });

  it('speaks English to programs', () => {
    const { stdout } = run(['detect', '--json'], { LC_ALL: 'de_DE.UTF-8' });
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => eventSchema.parse(JSON.parse(line)));
    expect(events.at(-1)?.type).toBe('run-finished');
    const failed = run(['diagnose', '--env', '/', '--manifest', '/none.json', '--json'], { LC_ALL: 'de_DE.UTF-8' });
    expect(failed.stderr).toContain('There is no manifest at /none.json.');
  });
});
