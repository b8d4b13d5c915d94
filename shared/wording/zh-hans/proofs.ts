import type { proofs as english } from '../en/proofs.ts';

const again = '然后再次运行 diagnose。';

export const proofs: typeof english = {
  cpu: 'CPU',
  appleGpu: 'Apple 显卡',
  intelGpu: 'Intel 显卡',
  right: (devices, version) => `用 PyTorch ${version} 在 ${devices} 上计算，结果正确`,
  failed: (build, why) => `用 PyTorch 在 ${build} 上计算失败：${why}`,
  onDevice: (device, why) => `${device}：${why}`,
  noCode: (device) => `此构建版本不支持 ${device}`,
  busy: (device) => `${device} 正忙，已跳过`,
  noKernels: (device, capability, served) => `它不支持 ${device}（计算能力 ${capability}），只支持 ${served}`,
  wrongResult: (device) => `${device} 的计算结果与 CPU 不同`,
  tooLong: (seconds) => `用时超过 ${seconds} 秒`,
  crashed: 'Python 崩溃了',
  exitCode: (code) => `退出代码 ${code}`,
  runs: (module) => `${module} 可以运行`,
  doesNotRun: (module, why) => `${module} 无法运行：${why}`,
  next: {
    'driver-missing': `请安装显卡驱动程序；如果已经安装，请重新启动电脑，${again}`,
    'driver-too-old': `请为显卡安装更新的驱动程序，重新启动电脑，${again}`,
    'restart-needed': `显卡或其驱动程序已停止响应，请重新启动电脑，${again}`,
    'gpu-busy': `请关闭正在使用显卡的其他程序，${again}`,
    'gpu-hidden': `环境变量 CUDA_VISIBLE_DEVICES 隐藏了显卡，请删除它，${again}`,
  },
  cardNext: {
    driver: '请更新显卡驱动程序并重新启动电脑，然后再次修复。',
    withoutGpu: '也可以不用显卡：运行 repair 并加上 --accelerator cpu。',
  },
};
