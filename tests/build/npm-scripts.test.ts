import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { begin, type Checkout, newCheckout, printed } from './setup-fixture.ts';

/** The scripts of the real package.json, with a command line that tells what reaches it. */
const { scripts } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const commandLine = `
if (process.argv.includes('--wait')) {
  let told = 0;
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => (told += 1) === 1 && setTimeout(() => { process.stdout.write('heard ' + name + '\\n'); process.exit(130); }, 200));
  setTimeout(() => process.exit(9), 20_000);
} else process.exitCode = Number(process.argv.at(-1));
process.stdout.write('arguments ' + JSON.stringify(process.argv.slice(2)) + '\\n');
`;

let checkout: Checkout;
beforeEach((context) => {
  if (process.platform === 'win32') context.skip('Windows has neither these signals nor process groups');
  checkout = newCheckout();
  checkout.write('package.json', JSON.stringify({ ...JSON.parse(checkout.read('package.json')), scripts }));
  checkout.write('dist/cli.cjs', commandLine);
});
afterEach(() => checkout.remove());

const npm = (...args: string[]) => begin('npm', ['run', '--silent', ...args], checkout.root);

describe('npm run', () => {
  test('passes arguments and exit codes through, and prints nothing of its own on --silent', async () => {
    const { exitCode, output } = await npm('repair', '--', '--env', 'a b', '3').ended;
    expect(output).toBe(
      'Installing dependencies (first start, about 20 s)…\narguments ["repair","--env","./env","--env","a b","3"]\n',
    );
    expect(exitCode).toBe(3);
    expect((await npm('smart-installer', '--', 'detect', '0').ended).output).toBe('arguments ["detect","0"]\n');
  });

  test.each([
    ['npm alone', 'SIGINT'],
    ['npm alone', 'SIGTERM'],
    ['all of its process group', 'SIGINT'],
    ['all of its process group', 'SIGTERM'],
  ] as const)('to %s: %s reaches the command line, and npm waits for it and exits with 130', async (whom, signal) => {
    const running = npm('repair', '--', '--wait');
    await printed(running, 'arguments');
    const pid = running.child.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    process.kill(whom === 'npm alone' ? pid : -pid, signal);
    const { exitCode, output } = await running.ended;
    expect(output).toContain(`heard ${signal}\n`);
    expect(exitCode).toBe(130);
  });
});
