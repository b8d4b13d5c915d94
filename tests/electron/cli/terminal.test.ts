import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hasTerminal, inTerminal as runInTerminal } from '../../support/terminal.ts';

const root = join(import.meta.dirname, '../../..');
const program = join(root, 'tests/support/cli-with-double.ts');

const inTerminal = (words: string[], presses: [string, string][] = [], env: NodeJS.ProcessEnv = {}) =>
  runInTerminal({ file: process.execPath, args: [program, ...words], cwd: root, presses, env });

const repair = ['repair', '--env', '/no-such-folder-of-a-test'];

const available = hasTerminal();
beforeEach((context) => {
  if (!available) context.skip('needs python3 and its pty module');
});

describe('on a terminal', () => {
  it('r ends a wait, and the terminal is left as it was', async () => {
    const { drawn, code, keysAsBefore } = await inTerminal(['waiting', ...repair], [['press r to retry now', 'r']]);
    expect(code, drawn).toBe(0);
    expect(drawn).toContain('trying again in 30 s · attempt 2 of 3 · the server closed the connection');
    expect(drawn).toContain('Ready. The environment works. Changed: torch.');
    expect(keysAsBefore).toBe('True');
    expect(drawn.lastIndexOf('\u001b[?25h')).toBeGreaterThan(drawn.lastIndexOf('\u001b[?25l'));
  });

  it('Ctrl-C stops during a wait, when keys are handed over raw', async () => {
    const { drawn, code, keysAsBefore } = await inTerminal(
      ['waiting', ...repair],
      [['press r to retry now', '\u0003']],
    );
    expect(code, drawn).toBe(130);
    expect(drawn).toContain('Stopped. The run was stopped.');
    expect(keysAsBefore).toBe('True');
  });

  it('asks about programs that use files, takes the answer by its key and no other, and leaves the terminal as it was', async () => {
    const { drawn, code, keysAsBefore } = await inTerminal(['asking', ...repair], [['s = Stop', 'xm']]);
    expect(code, drawn).toBe(0);
    for (const said of [
      '2 programs use files that have to be replaced',
      'python',
      'process 4711',
      'runs in this environment',
    ])
      expect(drawn).toContain(said);
    expect(drawn).toContain('a security program');
    expect(drawn).toContain('e = End program · t = Try again · m = Move aside and go on');
    expect(drawn).toContain('Ready. The environment works.');
    expect(keysAsBefore).toBe('True');
  });

  it('Ctrl-C stops a question', async () => {
    const { drawn, code, keysAsBefore } = await inTerminal(['asking', ...repair], [['s = Stop', '\u0003']]);
    expect(code, drawn).toBe(130);
    expect(keysAsBefore).toBe('True');
  });

  it('Ctrl-C stops at work, when the terminal turns it into a signal', async () => {
    const { drawn, code } = await inTerminal(['forever', ...repair], [['working', '\u0003']]);
    expect(code, drawn).toBe(130);
  });

  it('Ctrl-C is the terminal’s again after a wait', async () => {
    const { drawn, code } = await inTerminal(
      ['waiting-forever', ...repair],
      [
        ['press r to retry now', 'r'],
        ['working', '\u0003'],
      ],
    );
    expect(code, drawn).toBe(130);
  });

  it('is coloured, and with NO_COLOR not', async () => {
    const colour = new RegExp(`${'\u001b'}\\[(?:1|2|3[1-6])m`);
    expect((await inTerminal(['done', ...repair])).drawn).toMatch(colour);
    expect((await inTerminal(['done', ...repair], [], { NO_COLOR: '1' })).drawn).not.toMatch(colour);
  });

  it('that cannot move its cursor gets plain lines', async () => {
    const { drawn, code } = await inTerminal(['done', ...repair], [], { TERM: 'dumb' });
    expect(code).toBe(0);
    expect(drawn).not.toContain('\u001b');
    expect(drawn).toContain('Find the right versions: started');
  });
});
