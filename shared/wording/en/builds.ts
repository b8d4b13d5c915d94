/** Versions as a person would say them. */
export const builds = {
  appleGpu: 'Apple GPU',
  intelGpu: 'Intel GPU',
  orNewer: (version: string): string => `${version} or newer`,
  orOlder: (version: string): string => `${version} or older`,
  below: (version: string): string => `below ${version}`,
  above: (version: string): string => `above ${version}`,
  /** A system and its processor: Linux on ARM. */
  systemOn: (system: string, processor: string): string => `${system} on ${processor}`,
  /** Why a Python cannot be used, or is not taken by itself; follows on "cannot be used: ". */
  pythonIs: (version: string, wanted: string): string => `it is Python ${version}, and ${wanted} is needed`,
  notCPython: (implementation: string): string => `it is ${implementation}, and the packages are made for CPython`,
  is32Bit: 'it is a 32-bit Python, for which most packages are not made',
  isFreeThreaded: 'it is a free-threaded Python, for which most packages are not made',
};
