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
};
