import type { downloads as english } from '../en/downloads.ts';

export const downloads: typeof english = {
  perSecond: (amount) => `${amount}/秒`,
  left: (time) => `还需 ${time}`,
  andMore: (names, more) => `${names} 等另外 ${more} 个`,
  checking: '正在检查之前下载的内容',
};
