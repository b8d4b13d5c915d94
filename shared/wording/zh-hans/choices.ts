import type { choices as english } from '../en/choices.ts';

const onCpu = '因此 PyTorch 使用 CPU';

export const choices: typeof english = {
  suits: (card, driver, accelerator, build) => `${card}（驱动程序 ${driver}）支持 ${accelerator}：${build}。`,
  needsNewer: (card, least, build) => `${card} 需要 ${least} 或更高版本：${build}。`,
  needsOlder: (card, newest, build) => `${card} 需要 ${newest} 或更低版本：${build}。`,
  driverTooOldFor: (driver, refused, least, build) =>
    `驱动程序 ${driver} 对 ${refused} 来说太旧（需要 ${least}），因此选择 ${build}。`,
  pythonWithout: (python, refused, build) => `没有适用于 Python ${python} 的 ${refused}，因此选择 ${build}。`,
  installed: (card, build) => `已安装的 ${build} 可在 ${card} 上运行。`,
  installedUnseen: (problem, build) =>
    `${problem}；保留已安装的 ${build}。请重新启动电脑或安装驱动程序，然后再次运行 diagnose。`,
  installedOnCpu: (build) => `没有找到它可用的显卡；保留已安装的 ${build}，并在 CPU 上计算。`,
  installedOfAsked: (cards, build) => `保留已安装的 ${build}；没有一个构建版本能同时在 ${cards} 上运行。`,
  driverTooOld: (card, driver, least) =>
    `${card} 的驱动程序 ${driver} 对这套软件的所有构建版本都太旧，${onCpu}。请安装 NVIDIA 驱动程序 ${least} 或更高版本，然后再次修复。`,
  driverUnknown: (card) => `无法确定 ${card} 的驱动程序，${onCpu}。`,
  noKernels: (card, capability) => `这套软件没有支持 ${card}（计算能力 ${capability}）的构建版本，${onCpu}。`,
  unlike: (cards, options) =>
    `没有一个构建版本能在所有这些显卡上运行，${onCpu}：${cards}。请指定使用哪一个：${options.join(' 或 ')}。`,
  noBuild: '无',
  noBuildHere: (card, system) => `这套软件没有适用于 ${system} 的 CUDA 构建版本，${onCpu}，而不使用 ${card}。`,
  apple: (build) => `Apple 芯片使用 Metal 计算：${build}。`,
  otherVendor: (card, accelerator, build) => `${card} 支持 ${accelerator}：${build}。`,
  otherVendorWithout: (card, kind) => `这套软件没有适用于 ${card} 的 ${kind} 构建版本，${onCpu}。`,
  gpuProblem: (problem) => `${problem}，${onCpu}。请安装或加载驱动程序，然后再次修复。`,
  noGpu: '没有找到 PyTorch 可用的显卡，因此使用 CPU。',
  asked: '这是您指定的。',
  askedInstead: (why) => `这是您指定的。否则：${why}`,
};
