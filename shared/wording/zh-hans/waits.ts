import type { waits as english } from '../en/waits.ts';

export const waits: typeof english = {
  tryingAgainIn: (time) => `${time}后重试`,
  notWhole: (name) => `${name ?? '一个软件包'}没有完整到达`,
  inUse: (path) => `${path} 正在被使用`,
  tookLonger: (command, seconds) => `${command} 用时超过 ${seconds} 秒`,
};
