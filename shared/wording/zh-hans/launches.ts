import { product } from '../../product.ts';
import type { launches as english } from '../en/launches.ts';

const repairCommand = (profile: string | null): string =>
  `用相同的选项${profile === null ? '' : `加上 --profile ${profile} `}运行 ${product.id} repair`;

export const launches: typeof english = {
  ready: {
    output: (after) => `${after}后就绪`,
    port: (after) => `${after}后就绪：端口可以连接`,
    url: (after) => `${after}后就绪：地址有响应`,
    time: (after) => `已运行 ${after}，视为就绪`,
  },
  endedBy: (signal, time) => `程序在 ${time}后被 ${signal} 结束`,
  stopped: (time) => `程序在 ${time}后被停止`,
  ended: (exitCode, time) => `程序在 ${time}后结束，退出代码 ${exitCode}`,
  endedAfterReady: '程序就绪后又结束了',
  notLaunched: '无法启动程序',
  itSaid: (evidence) => `程序的输出：${evidence}。`,
  needsRepairToo: '环境也需要修复。',
  environmentWhole: '环境符合清单的要求。',
  repair: (profile) => `请${repairCommand(profile)}，然后再次启动。`,
  repairBefore: (profile) => `在此之前，请${repairCommand(profile)}，然后再次启动。`,
};
