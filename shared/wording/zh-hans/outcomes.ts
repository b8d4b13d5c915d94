import type { outcomes as english } from '../en/outcomes.ts';

export const outcomes: typeof english = {
  ready: '就绪',
  works: '环境可以正常使用。',
  changed: (names) => `已更改：${names}。`,
  nothingToDo: '无需任何操作：环境一切正常。',
  checked: '已检查',
  lookedAt: '已查看这台电脑。',
  asItShouldBe: '环境一切正常。',
  needsRepair: '需要修复',
  thingsWrong: (count) => `有 ${count} 处问题。没有做任何更改。`,
  ended: '已结束',
  endedWell: '程序已正常结束。',
  endedWithError: '因错误而结束',
  stopped: '已停止',
  programStopped: '程序及其启动的所有进程都已结束。',
  runStopped: '运行已停止。',
  undo: {
    'nothing-changed': '环境没有任何更改。',
    restored: '环境已完全恢复原状。',
    pending: '因为有文件正在使用，已开始的更改暂时无法恢复；下次修复会先处理它。',
  },
  failed: {
    detect: '未能检查',
    diagnose: '未能检查',
    repair: '未能修复',
    launch: '未能启动',
  },
};
