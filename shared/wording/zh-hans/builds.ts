import type { builds as english } from '../en/builds.ts';

export const builds: typeof english = {
  appleGpu: 'Apple 显卡',
  intelGpu: 'Intel 显卡',
  orNewer: (version) => `${version} 或更高`,
  orOlder: (version) => `${version} 或更低`,
  below: (version) => `低于 ${version}`,
  above: (version) => `高于 ${version}`,
  systemOn: (system, processor) => `${system}（${processor}）`,
  pythonIs: (version, wanted) => `它是 Python ${version}，而需要 ${wanted}`,
  notCPython: (implementation) => `它是 ${implementation}，而软件包是为 CPython 制作的`,
  is32Bit: '它是 32 位 Python，大多数软件包不支持',
  isFreeThreaded: '它是自由线程版 Python，大多数软件包不支持',
};
