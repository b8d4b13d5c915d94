import { product } from '../../product.ts';
import type { launchCauses as english } from '../en/launch-causes.ts';

const look = '请查看程序最后几行输出，并告知程序的作者。';
const anew = `请重建环境：运行 ${product.id} repair 并加上 --rebuild，然后再次启动。`;
const withoutGpu = `运行 ${product.id} repair 并加上 --accelerator cpu，不使用显卡`;

const after = (before: string, text: string | null): string => (text === null ? '' : `${before}${text}`);
/** A name among Chinese characters has a space on both sides. */
const spaced = (name: string | null, otherwise: string): string => (name === null ? otherwise : ` ${name} `);

export const launchCauses: typeof english = {
  'module-missing': ({ subject, name, inBrackets }) => ({
    cause: subject === null ? `缺少它需要的 Python 模块${inBrackets}` : `缺少 Python 模块 ${subject}${inBrackets}`,
    next: `请把${spaced(name, '它所属的软件包')}加入清单，运行 repair，然后再次启动。`,
  }),
  'name-missing': ({ subject, name }) => ({
    cause: `${name ?? '某个软件包'}没有程序需要的内容${after('：', subject)}`,
    next: '请向程序的作者询问它需要哪些版本，并写入清单。',
  }),
  'numpy-torn': () => ({ cause: 'NumPy 已损坏，或是为其他 Python 制作的', next: anew }),
  'abi-mix': ({ name }) => ({
    cause: `${name ?? '某个软件包'}是为其他版本的 NumPy 编译的，与已安装的不符`,
    next: '请在清单中写入合适的 NumPy，例如 numpy<2，运行 repair，然后再次启动。',
  }),
  'library-missing': ({ subject, inBrackets }) => ({
    cause: `有库无法加载${after('：', subject)}${inBrackets}`,
    next: '请安装它所属的软件：在 Windows 上多为 Microsoft Visual C++ 运行库，在其他系统上是系统的软件包。',
  }),
  'torch-mismatch': () => ({ cause: 'PyTorch 与为其他 PyTorch 构建的软件包混在一起', next: anew }),
  'wrong-build': () => ({
    cause: '程序要使用显卡，而 PyTorch 是 CPU 构建版本',
    next: '请以 CPU 模式启动程序，或用 repair --accelerator 指定构建版本。',
  }),
  'no-kernels': () => ({
    cause: 'PyTorch 不支持这块显卡',
    next: `请用 repair --accelerator 指定支持它的构建版本，或${withoutGpu}。`,
  }),
  'version-conflict': ({ subject }) => ({
    cause: `已安装的版本互不兼容${after('：', subject)}`,
    next: '请在清单中写入兼容的版本，运行 repair，然后再次启动。',
  }),
  'metadata-missing': ({ subject, name }) => ({
    cause: `缺少软件包${after(' ', name ?? subject)} 的描述信息`,
    next: `请把${spaced(name, '该软件包')}加入清单，运行 repair，然后再次启动。`,
  }),
  'file-damaged': ({ name }) => ({ cause: `${name === null ? '' : `${name} 的`}一个文件已损坏`, next: anew }),
  'interpreter-broken': () => ({ cause: '环境的 Python 无法启动', next: anew }),
  'unfinished-run': () => ({
    cause: '中断的修复使环境停留在改了一半的状态',
    next: `请运行 ${product.id} repair，它会恢复已做的更改，然后再次启动。`,
  }),
  crashed: ({ subject, name }) => ({
    cause: `程序${name === null ? '' : `在 ${name} 中`}崩溃了${subject === null ? '' : `（${subject}）`}`,
    next: '请再次启动；如果仍然崩溃，请更新显卡驱动程序，或加上 --rebuild 重建环境。',
  }),
  'driver-too-old': () => ({
    cause: '显卡驱动程序对此 PyTorch 来说太旧',
    next: `请更新显卡驱动程序，或${withoutGpu}。`,
  }),
  'driver-missing': () => ({
    cause: '没有找到 NVIDIA 显卡的驱动程序',
    next: `请安装显卡驱动程序，或${withoutGpu}。`,
  }),
  'gpu-unavailable': () => ({
    cause: '显卡目前无法使用',
    next: '请关闭正在使用显卡的其他程序，或重新启动电脑，然后再次启动。',
  }),
  'gpu-memory': () => ({
    cause: '显存已满',
    next: '请关闭正在使用显卡的其他程序，或使用更小的模型，然后再次启动。',
  }),
  memory: () => ({
    cause: '电脑内存已满',
    next: '请关闭其他程序，使用更小的模型，或增大页面文件或交换空间，然后再次启动。',
  }),
  killed: () => ({
    cause: '程序被终止，内存耗尽时系统会这样做',
    next: '请关闭其他程序，或使用更小的模型，然后再次启动。',
  }),
  'address-in-use': ({ subject }) => ({
    cause: `另一个程序已在使用${spaced(subject, '它的网络端口').trimEnd()}`,
    next: '请结束那个程序（也可能是之前启动的同一个程序），或在清单的 launch 中更改端口。',
  }),
  'permission-denied': ({ subject }) => ({
    cause: `您的账户无权使用${spaced(subject, '它需要的文件或端口').trimEnd()}`,
    next: '请获取权限，或让程序使用其他位置，然后再次启动。',
  }),
  'disk-full': () => ({ cause: '磁盘已满', next: '请释放一些空间，然后再次启动。' }),
  'file-in-use': ({ subject }) => ({
    cause: `另一个程序正在占用${spaced(subject, '它需要的文件').trimEnd()}`,
    next: '请关闭那个程序，然后再次启动。',
  }),
  'file-missing': ({ subject }) => ({
    cause: subject === null ? '它要读取的文件不存在' : `文件 ${subject} 不存在`,
    next: '请把文件放到那里，或改正清单 launch 中的参数。',
  }),
  network: () => ({
    cause: '无法访问网络上的某个地址',
    next: '请检查网络连接和代理，然后再次启动。',
  }),
  'system-too-old': ({ subject }) => ({
    cause: `系统对某个软件包来说太旧：缺少${spaced(subject, '较新的系统库').trimEnd()}`,
    next: '请更新系统，或在清单中指定该软件包的较旧版本。',
  }),
  'processor-too-old': () => ({
    cause: '某个软件包使用了此处理器没有的指令',
    next: '请在清单中指定适用于较旧处理器的版本。',
  }),
  blocked: () => ({
    cause: '安全软件或电脑的策略阻止了一个文件',
    next: '请在其中允许环境所在的文件夹，运行 repair，然后再次启动。',
  }),
  'display-missing': () => ({
    cause: '它要打开窗口，但没有显示器',
    next: '请在有显示器的电脑上启动，或使用不需要窗口的模式。',
  }),
  'wrong-arguments': () => ({
    cause: '它不认识清单给出的参数',
    next: '请改正清单 launch 中的参数。',
  }),
  'own-error': ({ subject }) => ({
    cause: `程序自身出错${subject === null ? '' : `（${subject}）`}`,
    next: look,
  }),
  'ended-early': () => ({
    cause: '程序在就绪之前就结束了，没有报错',
    next: '请查看它的输出；如果它本来就会结束，清单的 launch 中就不能指定就绪信号。',
  }),
  'too-slow': () => ({
    cause: '程序没有及时就绪，已被结束',
    next: '请再次启动，或在清单的 launch 中调大 timeLimitSeconds 或改正就绪信号。',
  }),
  'ended-from-outside': () => ({ cause: '程序被其他程序或系统结束', next: '请再次启动它。' }),
  unknown: ({ exitCode }) => ({
    cause: exitCode === null ? '它没有说明原因' : `它已结束，退出代码 ${exitCode}`,
    next: look,
  }),
};
