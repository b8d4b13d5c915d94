import type { findings as english, findingParts as englishParts } from '../en/findings.ts';

export const findings: typeof english = {
  'environment-absent': (path) => `${path} 中还没有环境。`,
  'unfinished-run': (at) => `之前的运行（${at}）在结束前被中断。`,
  'interpreter-missing': (path) => `环境的 Python 不见了（${path}）。`,
  'interpreter-dangling': (target) => `环境的 Python 指向 ${target}，但那里的 Python 已被移动、更新或删除。`,
  'configuration-missing': (path) => `${path} 中的环境缺少 pyvenv.cfg，或该文件已损坏。`,
  'interpreter-broken': (path, detail) =>
    detail === null ? `环境的 Python 无法启动（${path}）。` : `环境的 Python 无法使用（${path}）：${detail}。`,
  'interpreter-outside-range': (version, wanted) => `环境的 Python 是 ${version}，但需要 ${wanted}。`,
  'disk-low': (path, free, wanted) => `${path} 所在的磁盘只剩 ${free}；请至少腾出 ${wanted}。`,
  leftover: (name, folder, only) =>
    only
      ? `中断的安装使 ${name} 只剩下残片，位于文件夹 ${folder} 中。`
      : `中断的卸载留下了 ${name} 的文件夹 ${folder}。`,
  'files-missing': (name, count, examples) => `${name}：缺少 ${count} 个文件（${examples}）。`,
  'files-truncated': (name, count, examples) => `${name}：${count} 个文件的大小不对（${examples}）。`,
  'files-altered': (name, count, examples) => `${name}：${count} 个文件已损坏或被改动（${examples}）。`,
  'files-customized': (name, count, examples) =>
    `${name}：${count} 个文件在安装后被改动，设置类文件可以如此（${examples}）。`,
  'files-linked': (name, count, examples) => `${name}：${count} 个文件是指向环境之外的链接，没有检查（${examples}）。`,
  'foreign-abi': (name, count, examples) => `${name}：${count} 个文件是为其他 Python 或系统制作的（${examples}）。`,
  'metadata-missing': (name, folder) => `${name} 的描述文件不见了（${folder}/METADATA）。`,
  'metadata-empty': (name, folder) => `${name} 的描述文件为空或无法读取（${folder}/METADATA）。`,
  'record-missing': (name, folder) => `${name} 的文件列表不见了（${folder}/RECORD）。`,
  'record-empty': (name, folder) => `${name} 的文件列表为空、不完整或无法读取（${folder}/RECORD）。`,
  'record-unsafe': (name, count, example) =>
    `${name} 的文件列表中有 ${count} 个位置在环境之外，这些位置不会被改动（${example}）。`,
  'dist-info-duplicated': (name, times, versions) => `${name} 被登记了 ${times} 次（${versions}）。`,
  'package-gone': (name, version) => `${name} ${version} 已登记，但它的文件都不在。`,
  'dist-info-missing': (name, folder) => `${name} 存在，但没有登记为已安装（${folder}）。`,
  'files-protected': (name, count, hinders, examples) =>
    `${name}：环境的所有者${hinders ? '无法访问' : '只能读取'} ${count} 个文件或文件夹（${examples}）。`,
  'wrong-owner': (name, count, examples) => `${name}：${count} 个文件或文件夹属于其他用户（${examples}）。`,
  'unwanted-package': (named) => `已安装 ${named}，但它会破坏此环境。`,
  'requirement-missing': (requirement) => `没有安装 ${requirement}。`,
  'version-outside': (named, requirement) => `已安装 ${named}，但需要 ${requirement}。`,
  'dependency-missing': (by, requirement) => `${by} 需要 ${requirement}，但没有安装。`,
  'dependency-conflict': (by, requirement, named) => `${by} 需要 ${requirement}，但安装的是 ${named}。`,
  'wrong-build': (name, build, wanted, asked) =>
    asked
      ? `${name} 是 ${build} 构建版本，而您指定的是 ${wanted} 的。`
      : `${name} 是 ${build} 构建版本，而这台电脑需要 ${wanted} 的。`,
  'torch-mismatch': (named, torch, wanted) => `${named} 与 torch ${torch} 不匹配，后者需要 ${wanted}。`,
  'import-broken': (module, error) => `已安装 ${module}，但它无法工作（${error}）。`,
  'numpy-torn': (module) => `${module} 无法工作，因为 NumPy 自身的文件不完整，或不适合此 Python。`,
  'library-missing': (module, library) =>
    library === null
      ? `${module} 无法工作，因为它需要的一个库无法加载。`
      : `${module} 无法工作，因为它需要的库 ${library} 无法加载。`,
  'abi-mix': (name, numpy) =>
    `${name} 是为其他版本的 NumPy 构建的，与已安装的${numpy === null ? '' : ` ${numpy} `}不符。`,
  'module-shadowed': (path, module, renamed, where) => {
    if (where === 'inside') return `${path} 会代替软件包 ${module} 被找到；修复时会将其重命名为 ${renamed}。`;
    if (where === 'root') return `在该文件夹中启动的程序会找到 ${path}，而不是软件包 ${module}；请将其重命名。`;
    return `${path} 可能代替软件包 ${module} 被找到；请将其重命名，或从 PYTHONPATH 中去掉它所在的文件夹。`;
  },
  'accelerator-unproven': (detail, next) => `${detail}。${next}`,
  'check-failed': (detail) => `${detail}。`,
};

export const findingParts: typeof englishParts = {
  andMore: (examples, more) => `${examples} 等，另有 ${more} 个`,
  compared: (path, found, expected) => `${path}：${found}，应为 ${expected}`,
  notNeeded: (by) => `环境本身不需要 ${by}，可以自行安装或移除。`,
  runtimeHint: '如果修复没有解决问题，请安装 Microsoft Visual C++ 运行库。',
};
