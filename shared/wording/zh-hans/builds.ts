import type { builds as english } from '../en/builds.ts';

export const builds: typeof english = {
  appleGpu: 'Apple 显卡',
  intelGpu: 'Intel 显卡',
  orNewer: (version) => `${version} 或更高`,
  orOlder: (version) => `${version} 或更低`,
  below: (version) => `低于 ${version}`,
  above: (version) => `高于 ${version}`,
  systemOn: (system, processor) => `${system}（${processor}）`,
};
