import { stringify } from 'smol-toml';
import type { Pin } from '../../tools.ts';

/**
 * Pins as a pylock.toml (PEP 751): name, version, and the wheel's address, size and hash. uv and pip
 * can install from it, and it tells later what a run was about to install. Addresses carry no
 * credentials.
 */
export const lockFileOf = (pins: readonly Pin[]): string =>
  stringify({
    'lock-version': '1.0',
    'created-by': 'smart-installer',
    packages: [...pins]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, version, url, bytes, sha256 }) => ({
        name,
        version,
        wheels: [
          {
            ...(url === null ? {} : { url }),
            ...(bytes === null ? {} : { size: bytes }),
            hashes: sha256 === null ? {} : { sha256 },
          },
        ],
      })),
  });
