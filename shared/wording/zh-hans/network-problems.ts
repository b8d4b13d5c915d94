import type { networkProblems as english } from '../en/network-problems.ts';

const checkAddress = '请检查索引的地址，然后再次运行。';
const later = '请过几分钟再次运行。';

export const networkProblems: typeof english = {
  dns: ({ host }) => ({
    cause: `找不到名称 ${host}（DNS）`,
    next: '请检查索引的地址和网络连接，然后再次运行。',
  }),
  refused: ({ host, inBrackets }) => ({
    cause: `${host} 拒绝连接${inBrackets}`,
    next: '请检查索引的地址，以及防火墙是否阻止了它，然后再次运行。',
  }),
  reset: ({ host }) => ({
    cause: `与 ${host} 的连接中断`,
    next: '请再次运行：已下载的内容会保留。',
  }),
  timeout: ({ host, inBrackets }) => ({
    cause: `${host} 没有及时响应${inBrackets}`,
    next: '请检查网络连接，然后再次运行。',
  }),
  proxy: ({ host, inBrackets }) => ({
    cause: `代理${host === '' ? '' : ` ${host} `}无法使用${inBrackets}`,
    next: '请检查 HTTPS_PROXY 或 pip 配置中的代理，然后再次运行。',
  }),
  'proxy-auth': ({ host }) => ({
    cause: `代理 ${host} 要求密码`,
    next: '请把用户名和密码写入代理地址（HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT），然后再次运行。',
  }),
  tls: ({ host, inBrackets }) => ({
    cause: `${host} 的证书无效${inBrackets}`,
    next: '请检查这台电脑的日期和时间；如果正确，请联系该服务器的管理者。',
  }),
  'tls-inspection': ({ host, detail }) => ({
    cause: `${host} 的证书由“${detail}”签发，这台电脑不信任它：公司的安全软件在检查连接`,
    next: '请向 IT 部门索取其证书（PEM 文件），在 SSL_CERT_FILE 中指定该文件，然后再次运行。',
  }),
  'captive-portal': ({ host }) => ({
    cause: `${host} 返回了网页：此网络要求先登录`,
    next: '请打开浏览器登录网络，然后再次运行。',
  }),
  unauthorized: ({ host }) => ({
    cause: `${host} 要求用户名和密码`,
    next: '请把用户名和密码写入索引地址或 .netrc 文件，然后再次运行。',
  }),
  forbidden: ({ host, inBrackets }) => ({
    cause: `${host} 不允许此请求${inBrackets}`,
    next: '请向其管理者询问您的账户是否可以使用。',
  }),
  'not-found': ({ host, inBrackets }) => ({ cause: `${host} 上没有它${inBrackets}`, next: checkAddress }),
  busy: ({ host, inBrackets, retryAfter }) => ({
    cause: `${host} 太忙${inBrackets}`,
    next: retryAfter === null ? later : `请在 ${retryAfter}后再次运行。`,
  }),
  'server-error': ({ host, inBrackets }) => ({ cause: `${host} 自身出现故障${inBrackets}`, next: later }),
  offline: () => ({
    cause: '这台电脑没有网络连接',
    next: '请连接网络，然后再次运行。',
  }),
  unexpected: ({ host, inBrackets }) => ({
    cause: `${host === '' ? '对方' : `${host} `}没有给出可用的响应${inBrackets}`,
    next: checkAddress,
  }),
};
