import type { builds as english } from '../en/builds.ts';

export const builds: typeof english = {
  appleGpu: 'Apple-GPU',
  intelGpu: 'Intel-GPU',
  orNewer: (version) => `${version} oder neuer`,
  orOlder: (version) => `${version} oder älter`,
  below: (version) => `unter ${version}`,
  above: (version) => `über ${version}`,
  systemOn: (system, processor) => `${system} auf ${processor}`,
  pythonIs: (version, wanted) => `es ist Python ${version}, nötig ist ${wanted}`,
  notCPython: (implementation) => `es ist ${implementation}, die Pakete sind aber für CPython gemacht`,
  is32Bit: 'es ist ein 32-Bit-Python, für das es die meisten Pakete nicht gibt',
  isFreeThreaded: 'es ist ein Python ohne GIL (free-threaded), für das es die meisten Pakete nicht gibt',
};
