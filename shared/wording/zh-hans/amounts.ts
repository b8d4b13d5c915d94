import type { amounts as english } from '../en/amounts.ts';

export const amounts: typeof english = {
  decimalMark: '.',
  of: (part, whole) => `${part} / ${whole}`,
  seconds: (count) => `${count} 秒`,
  minutes: (count) => `${count} 分钟`,
  hours: (count) => `${count} 小时`,
  together: (long, short) => `${long} ${short}`,
  packages: (count) => `${count} 个软件包`,
  cores: (count) => `${count} 个核心`,
  others: (count) => `另外 ${count} 个`,
  attempt: (attempt, of) => `第 ${attempt}/${of} 次尝试`,
  units: { packages: '个软件包', files: '个文件', checks: '项检查' },
  checkingFiles: (percent, amount) => `正在检查已安装的文件… ${percent}%，${amount}`,
};
