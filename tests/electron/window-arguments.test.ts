import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseWindowArguments } from '../../electron/window-arguments.ts';

const cwd = path.resolve('/home/ada/folder');

describe('the window’s arguments', () => {
  test.each([
    { words: [], environment: null, manifest: null },
    { words: ['--env', 'env'], environment: path.join(cwd, 'env'), manifest: null },
    {
      words: ['--env=../env', '--manifest', 'my stack.json'],
      environment: path.resolve(cwd, '../env'),
      manifest: path.join(cwd, 'my stack.json'),
    },
    {
      words: ['--no-sandbox', '--ozone-platform=x11', '--env', 'env', 'a-file', '--enable-logging'],
      environment: path.join(cwd, 'env'),
      manifest: null,
    },
  ])('$words', ({ words, environment, manifest }) => {
    expect(parseWindowArguments(words, cwd)).toEqual({
      ok: true,
      value: { environment, manifest, opensOn: 'environment' },
    });
  });

  test.each([
    { words: ['--repair'], opensOn: 'plan' },
    { words: ['--env', 'env', '--launch', '--no-sandbox'], opensOn: 'launch' },
  ])('$words open on the $opensOn', ({ words, opensOn }) => {
    expect(parseWindowArguments(words, cwd)).toMatchObject({ ok: true, value: { opensOn } });
  });

  test('--repair and --launch together are wrong usage', () => {
    expect(parseWindowArguments(['--repair', '--launch'], cwd)).toMatchObject({
      ok: false,
      failure: { code: 'usage' },
    });
  });

  test.each([[['--env']], [['--env', '']], [['--env=']], [['--manifest', '--env', 'x']], [['--env', '~/env']]])(
    '%j is wrong usage',
    (words) => {
      expect(parseWindowArguments(words, cwd)).toMatchObject({ ok: false, failure: { code: 'usage' } });
    },
  );
});
