// @ts-check

/**
 * electron-builder's own message, and what to do where it is known: a download that failed, or a
 * program that is missing.
 * @param {string} message
 */
export const explainBuilder = (message) => {
  const next = [downloadFailed(message), programMissing(message)].find((line) => line !== null);
  return ['The application could not be built:', ...causes(message), ...(next == null ? [] : [next])].join('\n');
};

/** Each cause once, without stacks, rulers and the headings of a list of errors. @param {string} message */
const causes = (message) => [
  ...new Set(
    message.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^Error #\d+ |^-+$|^Cannot cleanup/.test(line)),
  ),
];

const noNetwork =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|getaddrinfo|fetch failed|status code [45]\d\d|HTTPError|RequestError|cannot (?:resolve|download)/i;

/** @param {string} message */
const downloadFailed = (message) => {
  if (!noNetwork.test(message)) return null;
  const url = /https?:\/\/[^\s'")]+?(?=[:,.]?(?:[\s'")]|$))/.exec(message)?.[0];
  const what =
    url === undefined ? 'a tool that electron-builder needs' : decodeURIComponent(url.split('/').at(-1) ?? url);
  return `A download failed: ${what}. Check the network and HTTPS_PROXY; a mirror is named by ELECTRON_MIRROR (Electron) or ELECTRON_BUILDER_BINARIES_MIRROR (the tools); an unpacked Electron by SMART_INSTALLER_ELECTRON_DIST. With --dir fewer tools are needed.`;
};

/** @param {string} message */
const programMissing = (message) => {
  const name = /spawn (\S+) ENOENT/.exec(message)?.[1] ?? /(\S+): (?:command )?not found/.exec(message)?.[1];
  return name === undefined
    ? null
    : `The program ${name} is missing: install it and start again. With --dir fewer tools are needed.`;
};
