import type { plans as english } from '../en/plans.ts';

export const plans: typeof english = {
  rungs: {
    leftovers: '只处理残余文件',
    interpreter: '只处理环境的 Python',
    package: '只处理相关的软件包',
    layer: '整层重装',
    cache: '整层重新下载并重装',
    environment: '新建环境',
    python: '用另一个 Python 新建环境',
  },
  asAsked: (rung) => `按您的要求：${rung}。`,
  further: (rung) => `之前较小的修复没有奏效，所以这次：${rung}。`,
  least: (rung) => `能解决问题的最小改动：${rung}。`,
  nothingHelped: '能尝试的方法都没有奏效。',
  unpublished: '任何索引中都没有它，需要从原来的来源重新安装。',
  movesAside: (amount) => `将 ${amount} 移到一旁，确认正常后再删除`,
  downloadUnknown: '下载大小未知',
  downloadsNothing: '无需下载，所需内容都已在本机',
  downloads: (amount) => `下载 ${amount}`,
  both: (download, aside) => `${download}；${aside}`,
  inAll: (size) => `总计：${size}。`,
};
