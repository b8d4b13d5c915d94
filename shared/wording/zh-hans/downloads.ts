import type { downloads as english } from '../en/downloads.ts';

export const downloads: typeof english = {
  perSecond: (amount) => `${amount}/秒`,
  left: (time) => `还需 ${time}`,
  andMore: (names, more) => `${names} 等另外 ${more} 个`,
  checking: '正在检查之前下载的内容',
  notes: {
    hereAlready: (amount) => `已有 ${amount}`,
    connectionLost: (amount, cause) => `下载 ${amount} 后连接中断：${cause}`,
    damagedEntry: '保留的文件已损坏',
    wholeFilesOnly: '服务器只能发送完整文件',
    changedOnServer: '服务器上的文件已更改',
    leftDamaged: '中断的下载留下的内容已损坏',
  },
};
