import { product } from '../../product.ts';
import type { holders as english } from '../en/holders.ts';

const ending = '结束程序时会先请它自行关闭；其中未保存的内容可能丢失。';

export const holders: typeof english = {
  why: {
    'this-application': `${product.name} 自身`,
    'other-user': '其他用户的程序',
    system: '系统的一部分',
    service: '服务',
    security: '安全软件',
  },
  neverEnded: (why) => `${why}，不会从这里结束`,
  startedByUs: `由 ${product.name} 启动`,
  inThisEnvironment: '在此环境中运行',
  process: (pid) => `进程 ${pid}`,
  since: (when) => `开始于 ${when}`,
  named: (name, pid) => `${name}（进程 ${pid}）`,

  answers: {
    end: '结束程序',
    'try-again': '重试',
    'move-aside': '移到一旁并继续',
    stop: '停止',
  },
  endSeveral: '结束这些程序',
  question: {
    title: (count) => `有 ${count} 个程序正在占用需要替换的文件`,
    sentence: `${ending}如果改为把文件移到一旁，程序会继续使用旧文件，直到下次启动。`,
  },
  questionOfPath: {
    title: (path) => `${path} 正被程序占用，无法移动`,
    sentence: () => `${ending}也可以自行关闭程序，然后重试。`,
  },

  ended: {
    ended: '已结束',
    gone: '已自行结束',
    protected: '受保护，没有结束',
    refused: '当前用户无权结束',
    'still-running': '没有结束',
  },
  endedLine: (holder, how) => `${holder}${how}`,
  answered: (answer) => `回答：${answer}`,
  endedByOption: '按 --end-holders 的许可，结束环境自己的程序',
  movedAside: '文件已移到一旁；程序会继续使用旧文件，直到下次启动',
  awaited: '正在等待这些程序关闭',
};
