import { expect, test } from 'vitest';
import { wordEnd } from '../../../../../electron/engine/tools/python/word-end.ts';

const ended = (exitCode: number | null) => ({
  exitCode,
  stdout: '',
  stderr: '',
  tail: [],
  timedOut: false,
  notStarted: false,
});

test.each([
  [3, 'the process ended with exit code 3'],
  [3221225477, 'the process ended with exit code 0xC0000005 (access violation)'],
  [3221225501, 'the process ended with exit code 0xC000001D (illegal instruction)'],
  [0xc0000022, 'the process ended with exit code 0xC0000022'],
])('exit code %d', (code, words) => expect(wordEnd(ended(code), [])).toBe(words));

test.each([
  ['Fatal Python error: Illegal instruction', 'the process ended with signal SIGILL'],
  ['Fatal Python error: Aborted', 'the process ended with signal SIGABRT'],
  ['terminate called', 'the process was killed by a signal, as happens when memory runs out'],
])('%s', (line, words) => expect(wordEnd(ended(null), ['Current thread', line])).toBe(words));

test('a program that did not start gives the reason', () => {
  expect(wordEnd({ ...ended(null), notStarted: true, stderr: 'spawn ENOENT\n' }, [])).toBe('spawn ENOENT');
});
