// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/**
 * Installs what `npm run dist` wrote to release/ as this system does, without questions, and has its
 * command line make an environment from the real package index with the bundled uv. For the release
 * workflow and for machines that are thrown away: on Linux it installs the .deb by sudo.
 */
const release = path.resolve(import.meta.dirname, '../release');
const work = mkdtempSync(path.join(tmpdir(), 'smart-installer smoke '));

/** @param {string} file @param {readonly string[]} args @param {readonly number[]} wanted exit codes @param {boolean} [shell] for .cmd, with words of our own only */
const run = (file, args, wanted = [0], shell = false) => {
  process.stdout.write(`> ${file} ${args.join(' ')}\n`);
  const { status, stdout, stderr, error } = spawnSync(
    shell ? `"${file}"` : file,
    shell ? args.map((one) => `"${one}"`) : args,
    {
      encoding: 'utf8',
      shell,
      env: { ...process.env, SMART_INSTALLER_HOME: path.join(work, 'home') },
      timeout: 600_000,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (error !== undefined) throw error;
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (!wanted.includes(status ?? -1))
    throw new Error(`${path.basename(file)} ended with ${status}, not ${wanted.join(' or ')}`);
  return stdout;
};

/** The one file of release/ with such a name. @param {RegExp} pattern */
const artifact = (pattern) => {
  const names = readdirSync(release).filter((name) => pattern.test(name));
  const [name] = names;
  if (name === undefined || names.length > 1) throw new Error(`release/ has ${names.length} files like ${pattern}`);
  return path.join(release, name);
};

/** Installs it; answers its command line. */
const install = () => {
  switch (process.platform) {
    case 'win32': {
      const folder = path.join(work, 'installed here');
      // NSIS takes the rest of the line, spaces and all, as the folder, and wants no quotes around it.
      run(artifact(/-setup-.*\.exe$/), ['/S', ...`/D=${folder}`.split(' ')], [0]);
      return path.join(folder, 'resources/bin/smart-installer.cmd');
    }
    case 'darwin': {
      run('ditto', ['-x', '-k', artifact(/\.zip$/), work]);
      return path.join(work, 'Smart Installer.app/Contents/Resources/bin/smart-installer');
    }
    default:
      run('sudo', ['apt-get', 'install', '-y', artifact(/\.deb$/)]);
      return 'smart-installer';
  }
};

try {
  const command = install();
  const shell = process.platform === 'win32';
  const environment = path.join(work, 'environment');
  run(command, ['--version'], [0], shell);
  run(command, ['diagnose', '--env'], [2], shell);
  run(command, ['diagnose', '--env', environment, '--profile', 'core'], [1], shell);
  const said = run(command, ['repair', '--env', environment, '--profile', 'core', '--json'], [0], shell);
  const lines = said
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));
  if (lines.at(-1)?.type !== 'run-finished') throw new Error('the last event is not run-finished');
  if (!said.includes('(packaged)')) throw new Error('the bundled uv was not used');
  run(command, ['diagnose', '--env', environment, '--profile', 'core'], [0], shell);
  run(command, ['export-logs', '--out', path.join(work, 'logs.zip')], [0], shell);
  process.stdout.write('The installed application works.\n');
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
