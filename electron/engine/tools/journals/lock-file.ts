import { stringify } from 'smol-toml';
import type { Pin } from '../../interfaces/wheels.ts';
import { isSource } from '../../source-archive.ts';

/**
 * Pins as a pylock.toml (PEP 751): name, version, and the address, size and hash of the wheel or source archive. uv and pip
 * can install from it, and it tells later what a run was about to install. Addresses carry no
 * credentials.
 */
export const lockFileOf = (pins: readonly Pin[]): string =>
  stringify({
    'lock-version': '1.0',
    'created-by': 'smart-installer',
    packages: [...pins]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((pin) => ({
        name: pin.name,
        version: pin.version,
        ...(isSource(pin) ? { sdist: fileOf(pin) } : { wheels: [fileOf(pin)] }),
      })),
  });

const fileOf = ({ url, bytes, sha256 }: Pin) => ({
  ...(url === null ? {} : { url }),
  ...(bytes === null ? {} : { size: bytes }),
  hashes: sha256 === null ? {} : { sha256 },
});
