// @ts-check

/**
 * What npm itself says is wrong, without its warnings and its usage text.
 * @param {string} output of npm
 */
export const reasonOfNpm = (output) => {
  const lines = output.trimEnd().split('\n');
  const errors = lines.filter((line) => /^npm (?:error|ERR!) \S/.test(line));
  return `${(errors.length > 0 ? errors : lines).slice(0, 6).join('\n')}\n`;
};

/**
 * One line for an `npm ci` that failed: its code, and what to do.
 * @param {number | null} exitCode null where npm did not start or was ended
 * @param {string} output of npm
 */
export const explainNpm = (exitCode, output) => {
  if (exitCode === null)
    return /ENOENT/.test(output)
      ? 'npm was not found. Install it, it comes with Node.js, then run the same command again.'
      : 'npm was ended before it was done, perhaps for lack of memory. Run the same command again.';
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1] ?? `npm exit code ${exitCode}`;
  return `The dependencies could not be installed (${code}). ${remedy(code)}, then run the same command again.`;
};

/** @param {string} code npm's, Node's or OpenSSL's */
const remedy = (code) => {
  if (
    /^(?:ENOTFOUND|ECONN\w+|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|E[45]\d\d|EINTEGRITY|\w*CERT\w*)$/.test(
      code,
    )
  )
    return 'Check the network connection, the proxy and the registry that npm is set to';
  if (code === 'ENOSPC') return 'Free some space on this disk';
  if (/^(?:EACCES|EPERM|EROFS|EBUSY)$/.test(code))
    return 'Close the programs that use node_modules, check that you may write there';
  if (code === 'EUSAGE') return 'package.json and package-lock.json disagree: run npm install --ignore-scripts';
  return 'See the reason above';
};
