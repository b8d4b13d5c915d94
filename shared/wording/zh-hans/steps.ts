import type { steps as english } from '../en/steps.ts';

const anew = (again: boolean): string => (again ? '重新下载后' : '');

export const steps: typeof english = {
  phases: {
    detect: '检查这台电脑',
    diagnose: '检查环境',
    plan: '制定计划',
    fetch: '获取所需内容',
    change: '修复',
    prove: '验证能否正常工作',
    launch: '启动',
  },
  status: {
    waiting: '等待中',
    working: '进行中',
    done: '完成',
    'needs-you': '需要您处理',
    failed: '失败',
  },
  notNeeded: '无需操作',
  stopped: '已停止',

  titles: {
    undoRun: '撤销中断的运行',
    installPython: '安装 Python',
    resolve: '查找合适的版本',
    download: '下载',
    renewInterpreter: '更新环境的 Python',
    environmentAnew: '重建环境',
    createEnvironment: '创建环境',
    restorePermissions: '恢复文件权限',
    cleanUp: '清理',
    remove: (names) => `移除 ${names}`,
    prove: '验证能否正常工作',
  },

  undoRun: (began) => `恢复${began === null ? '' : ` ${began} `}中断的运行所做的更改，然后重新检查环境。`,
  otherPython: (versions) => `用现有的 Python 新建环境没有奏效，因此换用另一个 Python（${versions}）。`,
  noPython: (versions) => `这台电脑上没有合适的 Python（${versions}）。`,
  resolve: (count) => `在做任何更改之前，先查明 ${count} 个软件包的哪些版本可以配合使用。`,
  download: '在做任何更改之前，所有内容都已下载并通过校验。之前下载的内容会再次使用。',
  renewInterpreter: '重新建立链接和设置；软件包保留不变。',
  presentMovedAside: '现有环境会移到一旁，直到新环境确认正常。',
  noneYet: '此文件夹中还没有环境。',
  movedAside: () => '将其移到一旁。',
  absent: () => '清单要求不要安装。',
  prove: '用环境的 Python 导入所有软件包。',
  moreWrong: (count) => `还有 ${count} 处问题。`,
  replacesLayer: (wanted, again) => `${anew(again)}替换整层：${wanted}。`,
  installs: (names, again) => `${anew(again)}安装 ${names}。`,
  replaces: (names, again) => `${anew(again)}替换 ${names}。`,
};
