import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StoredWheel } from '../../interfaces/wheels.ts';

/**
 * A requirements file for exactly these wheels. Each is found in its own folder: a wheel that is
 * named by its path would leave that path in the environment (direct_url.json). As a URL a folder may
 * have blanks in its name.
 */
export const offlineRequirements = (wheels: readonly StoredWheel[]): string =>
  wheels
    .flatMap(({ name, version, path, sha256 }) => [
      `--find-links ${pathToFileURL(dirname(path)).href}\n`,
      `${name}==${version} --hash=sha256:${sha256}\n`,
    ])
    .join('');

/** Requirements to resolve, with folders of wheels (`file:` URLs) to look at. White space of any kind is allowed in a manifest. */
export const requirementsWithLinks = (requirements: readonly string[], links: readonly string[]): string =>
  [...links.map((link) => `--find-links ${link}`), ...requirements.map((line) => line.replace(/\s+/g, ' '))]
    .map((line) => `${line}\n`)
    .join('');
