import { product } from '../../product.ts';
import type { terminal as english } from '../en/terminal.ts';

export const terminal: typeof english = {
  whatToDo: (next) => `下一步：${next}`,
  waitHints: { withKeys: '按 r 立即重试，按 Ctrl-C 停止', withoutKeys: '按 Ctrl-C 停止' },
  stopping: {
    once: '正在停止：正在安全地结束当前操作…',
    again: '仍在停止：正在让环境处于安全状态，可能需要几秒钟…',
  },
  headings: {
    findings: '问题',
    bySeverity: {
      broken: '损坏的部分',
      wrong: '有误的部分',
      notice: '提示',
    },
    plan: '将要进行的操作',
    dryPlan: '如果运行，将进行的操作',
    leftAlone: '保持原样',
    lastOutput: '工具最后输出的内容',
    build: '构建版本',
    proven: '已验证',
    notProven: '未能验证',
  },
  withoutDryRun: '去掉 --dry-run，重新运行同一命令。',
  runRepair: `用相同的选项运行 ${product.id} repair。`,
  moreThings: (count) => `还有 ${count} 处`,
  files: (count) => `${count} 个文件`,
  removed: (what) => `已删除：${what}。`,
  kept: (what, folder) => `保留供下次使用：${what}，位于 ${folder}。`,
  exported: (files, path) => `已导出：${files}，位于 ${path}。`,
  redacted: (count) => `已去除的隐私信息：${count} 处。交给他人之前请先查看；README.txt 说明了其中的内容。`,
  problems: {
    oldNode: (version) => ({
      sentence: `${product.name} 需要 Node.js 22 或更高版本，当前为 ${version}。`,
      next: '请安装 Node.js 22 或更高版本，或使用自带 Node.js 的桌面应用程序。',
    }),
    damaged: (message) => ({
      sentence: `无法启动 ${product.name}：${message.split('\n')[0] ?? ''}`,
      next: '请重新安装；如果使用源代码，请运行 npm run build。',
    }),
    stuck: {
      sentence: '运行未能及时停止，因此被直接结束。',
      next: '请再次运行 repair，它会完成剩余的工作。',
    },
    stalled: {
      sentence: '运行停滞不前。',
      next: '请再次运行 repair，并报告此问题。',
    },
    portInUse: (port) => ({
      sentence: `另一个程序正在使用端口 ${port}。`,
      next: '请用 --port 选择其他端口，或去掉 --port 以使用任意空闲端口。',
    }),
    portRefused: (port) => ({
      sentence: `您的账户无权使用端口 ${port}。`,
      next: '请选择大于 1023 的端口，或去掉 --port 以使用任意空闲端口。',
    }),
    pageMissing: (folder) => ({
      sentence: `${folder} 中没有页面。`,
      next: '请先构建（npm run build），或重新安装应用程序。',
    }),
    outputBroken: (code) => ({
      sentence: `无法继续写入输出（${code}）。`,
      next: '运行会继续；之后请查看运行记录。',
    }),
  },
  pageAddress: (url) => `请在这台电脑的浏览器中打开 ${url} ；按 Ctrl-C 结束。`,
  machine: {
    system: '系统',
    processor: '处理器',
    memory: '内存',
    gpu: '显卡',
    python: 'Python',
    freeSpace: '可用空间',
  },
  noneFound: '没有找到',
  noEnvironments: '无法创建环境：缺少 venv 或 ensurepip',
  capability: (value) => `计算能力 ${value}`,
  driver: (version) => `驱动程序 ${version}`,
  forEnvironment: (amount) => `环境 ${amount}`,
  forDownloads: (amount) => `下载 ${amount}`,
};
