import { execFileSync, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Python's pty module gives a real terminal; it prints what the program drew, then its exit code and whether keys are as before. */
const terminal = `
import json, os, pty, select, signal, struct, sys, termios, fcntl, time
presses, seconds, argv = json.loads(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 100, 0, 0))
before = termios.tcgetattr(fd)
drawn, seen, deadline = b'', 0, time.time() + seconds
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

/** Whether this machine can give a program one. */
export const hasTerminal = (): boolean => {
  try {
    execFileSync('python3', ['-c', 'import pty, sys; sys.exit(sys.version_info < (3, 9))'], { stdio: 'ignore' });
    return process.platform !== 'win32';
  } catch {
    return false;
  }
};

interface InTerminal {
  file: string;
  args: readonly string[];
  cwd: string;
  /** Each is what must be drawn first, since the last press, and the keys. */
  presses?: readonly [string, string][];
  env?: NodeJS.ProcessEnv;
}

/** Runs a program in a terminal of 100 columns until it ends, for 20 seconds at most or as long as is said. */
export const inTerminal = async ({ file, args, cwd, presses = [], env = {} }: InTerminal, seconds = 20) => {
  const { NO_COLOR: _, ...rest } = process.env;
  const child = spawn('python3', ['-c', terminal, JSON.stringify(presses), String(seconds), file, ...args], {
    cwd,
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
