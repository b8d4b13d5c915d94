import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const program = join(root, 'tests/support/cli-with-double.ts');

/** Python's pty module gives a real terminal; it prints what the program drew, then its exit code and whether keys are as before. */
const terminal = `
import json, os, pty, select, signal, struct, sys, termios, fcntl, time
presses, argv = json.loads(sys.argv[1]), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 100, 0, 0))
before = termios.tcgetattr(fd)
drawn, seen, deadline = b'', 0, time.time() + 20
while time.time() < deadline:
    if not select.select([fd], [], [], 0.1)[0]: continue
    try: part = os.read(fd, 65536)
    except OSError: break
    if not part: break
    drawn += part
    if presses and presses[0][0].encode() in drawn[seen:]:
        time.sleep(0.3)
        seen = len(drawn)
        os.write(fd, presses.pop(0)[1].encode())
else: os.kill(pid, signal.SIGKILL)
try: after = termios.tcgetattr(fd)
except termios.error: after = before
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(drawn)
sys.stderr.write(f'{code} {before[3] == after[3]}')
`;

const hasTerminal = (): boolean => {
  try {
    execFileSync('python3', ['-c', 'import pty, sys; sys.exit(sys.version_info < (3, 9))'], { stdio: 'ignore' });
    return process.platform !== 'win32';
  } catch {
    return false;
  }
};

/** Each press is what must be drawn first, and the keys. */
const inTerminal = async (words: string[], presses: [string, string][] = [], env: NodeJS.ProcessEnv = {}) => {
  const { NO_COLOR: _, ...rest } = process.env;
  const child = spawn('python3', ['-c', terminal, JSON.stringify(presses), process.execPath, program, ...words], {
    cwd: root,
    env: { ...rest, TERM: 'xterm-256color', ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let drawn = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (drawn += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await new Promise((resolve) => child.on('close', resolve));
  const [code, keysAsBefore] = said.split(' ');
  return { drawn, code: Number(code), keysAsBefore };
};

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
