import { describe, type TestContext, test } from 'vitest';

/** Tests of what only some systems have. Elsewhere they are skipped with the reason, which `skipIf` cannot carry. */
type Declare = (name: string, body: (context: TestContext) => Promise<void> | void) => void;
type DeclareGroup = (name: string, body: () => void) => void;

const skipped =
  (reason: string) =>
  (name: string): void => {
    test(name, ({ skip }) => skip(reason));
  };

const onWindows = process.platform === 'win32';
const needsPosix = skipped('needs links, modes or signals as POSIX has them');
const needsLinux = skipped('needs Linux');

export const posixTest: Declare = onWindows ? needsPosix : (name, body) => test(name, body);

export const linuxTest: Declare = process.platform === 'linux' ? (name, body) => test(name, body) : needsLinux;

export const windowsTest: Declare = onWindows ? (name, body) => test(name, body) : skipped('needs Windows');

export const describeOnPosix: DeclareGroup = onWindows ? needsPosix : (name, body) => describe(name, body);

export const describeOnLinux: DeclareGroup =
  process.platform === 'linux' ? (name, body) => describe(name, body) : needsLinux;

/** Mounts, other users' files: what only root may do, on Linux. */
export const rootTest: Declare =
  process.platform === 'linux' && process.getuid?.() === 0
    ? (name, body) => test(name, body)
    : skipped('needs root on Linux');

/** Whether `npm run test:long` is at work. */
export const isLong = process.env['SMART_INSTALLER_TESTS'] === 'long';

/** What `npm test` has shown in one form already, such as with the other installer. */
export const longTest: Declare = isLong ? (name, body) => test(name, body) : skipped('a part of `npm run test:long`');
