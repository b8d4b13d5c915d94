import { product } from '../../product.ts';
import type { failures as english, failureParts as englishParts } from '../en/failures.ts';

const withNetwork = '请联网运行一次，或用 --find-links 指定存放 wheel 的文件夹。';
const lookAtLog = '请在日志中查看原因，然后再次运行。';
const chooseOne = (known: string): string => `请选择其一：${known}。`;

export const failures: typeof english = {
  usage: (message) => ({ sentence: message, next: `请参阅 ${product.id} --help。` }),
  'manifest-missing': (path) => ({
    sentence: `${path} 处没有清单。`,
    next: '请检查 --manifest 指定的路径。',
  }),
  'manifest-invalid': (path, problems) => ({
    sentence: `清单 ${path} 无法使用：${problems}。`,
    next: '请改正清单，然后再次运行。',
  }),
  'profile-unknown': (profile, known) => ({
    sentence: `清单中没有配置“${profile}”。`,
    next: chooseOne(known),
  }),
  'accelerator-unknown': (accelerator, known) => ({
    sentence: `清单中没有适用于此系统的“${accelerator}”构建版本。`,
    next: chooseOne(known),
  }),
  'launch-missing': (manifest) => ({
    sentence: `清单“${manifest}”没有指定要启动的程序。`,
    next: '请在清单中添加 launch，或用 --manifest 指定另一份清单。',
  }),
  'environment-is-a-file': (path) => ({
    sentence: `${path} 是文件，而环境需要文件夹。`,
    next: '请为环境选择一个文件夹。',
  }),
  'environment-not-ours': (path, found) => ({
    sentence: `${path} 中已有其他内容（${found}），因此没有改动其中任何内容。`,
    next: '请选择新的或空的文件夹，或已包含环境的文件夹。',
  }),
  'environment-not-writable': (path) => ({
    sentence: `您的账户无权写入 ${path}。`,
    next: '请选择其他文件夹。',
  }),
  'link-leads-out': (path, target) => ({
    sentence: `${path} 是通向环境之外（${target}）的链接，软件包会被装到那里。`,
    next: '请用文件夹替换该链接，然后再次运行。',
  }),
  'environment-missing': (path) => ({
    sentence: `${path} 中还没有环境。`,
    next: `请先安装：${product.id} repair --env "${path}"`,
  }),
  'environment-busy': (path, pid, since) => ({
    sentence: `另一个运行（进程 ${pid}，开始于 ${since}）正在处理 ${path}。`,
    next: '请等它结束，然后再次运行。',
  }),
  'python-not-found': (wanted, rejected) => ({
    sentence: `没有找到合适的 Python（${wanted}），也无法安装${rejected}。`,
    next: '请从 python.org 或用系统的软件包管理器安装 Python 3.12，然后再次运行。',
  }),
  'python-unusable': (path, reason) => ({
    sentence: `${path} 处的 Python 无法使用：${reason}。`,
    next: '请用 --python 指定另一个，或去掉该选项。',
  }),
  'environment-creation-failed': (python, reason) => ({
    sentence: `无法用 ${python} 创建环境：${reason}。`,
    next: '请用 --python 指定另一个 Python，然后再次运行。',
  }),
  'uv-unavailable': (reason) => ({
    sentence: `安装工具 uv 不可用：${reason}。`,
    next: '请加上 --backend pip 再次运行。',
  }),
  'index-unreachable': (index, cause, next) => ({
    sentence: `无法访问软件包索引 ${index}：${cause}。`,
    next: next ?? '请检查网络连接和代理，然后再次运行。',
  }),
  'download-failed': (name, cause, next) => ({
    sentence: `下载${name === null ? '软件包' : ` ${name} `}失败：${cause}。`,
    next: next ?? '请检查网络连接，然后再次运行。',
  }),
  'hash-mismatch': (name) => ({
    sentence: `${name === null ? '一个软件包' : `${name} `}与索引中的描述不符，因此没有使用。`,
    next: '请再次运行；如果仍然如此，请联系索引或代理的管理者。',
  }),
  'package-not-found': (requirement) => ({
    sentence: `没有适用于此 Python 和系统的 ${requirement}。`,
    next: '请更改清单中的要求，或使用其他 Python。',
  }),
  'source-only': (named, name) => ({
    sentence: `对于此 Python 和系统，${named} 只有源代码；构建时会运行该软件包自己的代码，并且可能需要编译器。`,
    next: `如果您信任它，可以允许构建：加上 --build ${name} 再次运行`,
  }),
  'build-not-served': (version, build, accelerator, forCpu) => ({
    sentence: `软件包索引中的 torch ${version} 只有 ${build} 构建版本，而这台电脑需要 ${accelerator} 的。`,
    next: `请让这台电脑能够访问清单指定的索引${forCpu ? '，然后再次运行' : '，或加上 --accelerator cpu 再次运行'}。`,
  }),
  'not-downloaded': (requirement) => ({
    sentence: `之前没有下载过 ${requirement}。`,
    next: withNetwork,
  }),
  'wheels-missing': (wheels) => ({
    sentence: `之前没有下载过：${wheels}。`,
    next: withNetwork,
  }),
  'requirements-conflict': (detail) => ({
    sentence: `要求互相矛盾：${detail ?? '安装工具没有说明原因'}。`,
    next: '请更改清单中的要求，然后再次运行。',
  }),
  'build-failed': (named, reason) => ({
    sentence: `无法从源代码构建 ${named}：${reason}。`,
    next: '请安装构建所需的工具（例如编译器），然后再次运行。',
  }),
  'file-locked': (path, holders) => ({
    sentence: `${holders ?? '另一个程序'}正在占用 ${path}。`,
    next: '请关闭正在使用此环境的程序，然后再次运行。',
  }),
  'permission-denied': (path) => ({
    sentence: `您的账户无权更改 ${path}。`,
    next: '请获取写入权限，然后再次运行。',
  }),
  'path-too-long': (path) => ({
    sentence: `路径 ${path} 太长。`,
    next: '请选择路径更短的文件夹。',
  }),
  'disk-full': (path) => ({
    sentence: `${path} 所在的磁盘已满。`,
    next: '请释放一些空间，然后再次运行。',
  }),
  'disk-space-low': (path, free, needed, missing) => ({
    sentence: `${path} 所在的磁盘剩余 ${free}，需要 ${needed}。`,
    next: `请至少释放 ${missing}，然后再次运行。`,
  }),
  'install-failed': (tool, layer, reason) => ({
    sentence: `${tool} 无法安装层 ${layer}：${reason}。`,
    next: lookAtLog,
  }),
  'command-timed-out': (command, seconds) => ({
    sentence: `${command} 没有在 ${seconds} 秒内结束，已被停止。`,
    next: '请再次运行；如果仍然如此，请先重新启动电脑。',
  }),
  'command-failed': (command, reason) => ({
    sentence: `${command} 失败：${reason}。`,
    next: lookAtLog,
  }),
  'proof-failed': (module, reason, next) => ({
    sentence: `修复后 ${module} 仍无法工作：${reason}。`,
    next,
  }),
  'not-healed': (findings, next) => ({
    sentence: `修复后仍有问题：${findings}`,
    next,
  }),
  'launch-failed': (sentence, next) => ({ sentence, next }),
  'no-logs': (environment) =>
    environment === null
      ? { sentence: '还没有日志。', next: '请先检查或修复一个环境。' }
      : {
          sentence: `没有关于 ${environment} 的运行日志。`,
          next: '请检查文件夹，或导出所有环境的日志。',
        },
  'call-invalid': (call, problems) => ({
    sentence: `无法理解调用“${call}”：${problems}。`,
    next: '请重新加载页面，然后重试。',
  }),
  'call-refused': (reason) => ({
    sentence: `调用被拒绝：${reason}。`,
    next: '请打开程序显示的地址。',
  }),
  'run-in-progress': () => ({
    sentence: '已有运行正在进行。',
    next: '请等它结束，或将其停止。',
  }),
  'setting-invalid': (sentence, next) => ({ sentence, next }),
  'no-such-run': () => ({ sentence: '该运行已结束。', next: '请重新加载页面。' }),
  bug: (message, journal) => ({
    sentence: `发生了意外情况：${message}。`,
    next: journal === null ? '请报告此问题。' : `请报告此问题，并附上运行记录 ${journal}`,
  }),
};

export const failureParts: typeof englishParts = {
  noReason: '没有说明原因',
  sameAnew: '新建的环境也同样失败：请报告给清单的作者。',
  makeAnew: '请重建环境：运行 repair 并加上 --rebuild。',
};
