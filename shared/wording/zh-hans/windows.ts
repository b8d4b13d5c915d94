import type { windows as english } from '../en/windows.ts';

export const windows: typeof english = {
  stopAndClose: {
    message: '正在修复',
    detail: '现在可以安全停止。下次修复会完成剩余的工作。',
    keepGoing: '继续修复',
    stop: '停止并关闭',
  },
  endAndClose: {
    message: (program) => `${program} 正在运行`,
    detail: '关闭此窗口会结束它以及它启动的所有程序。其中未保存的内容会丢失。',
    keepGoing: '让它继续运行',
    stop: '结束并关闭',
  },
  pageKeepsFailing: {
    message: '无法显示窗口',
    detail: '页面连续多次出错。正在进行的修复会继续。',
    tryAgain: '重试',
    close: '关闭',
  },
  chooseFolder: {
    title: '选择环境所在的文件夹',
    choose: '使用此文件夹',
  },
  exportPlace: { title: '保存日志', save: '保存', kind: 'Zip 压缩文件' },
  menu: {
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '视图',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '全屏',
    window: '窗口',
    minimize: '最小化',
    close: '关闭',
  },
};
