/** A few words for a line that also counts down. */
export const waits = {
  tryingAgainIn: (time: string): string => `trying again in ${time}`,
  notWhole: (name: string | null): string => `${name ?? 'a package'} did not arrive whole`,
  inUse: (path: string): string => `${path} is in use`,
  tookLonger: (command: string, seconds: number): string => `${command} took longer than ${seconds} s`,
};
