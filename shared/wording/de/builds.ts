import type { builds as english } from '../en/builds.ts';

export const builds: typeof english = {
  appleGpu: 'Apple-GPU',
  intelGpu: 'Intel-GPU',
  orNewer: (version) => `${version} oder neuer`,
  orOlder: (version) => `${version} oder älter`,
  below: (version) => `unter ${version}`,
  above: (version) => `über ${version}`,
  systemOn: (system, processor) => `${system} auf ${processor}`,
};
