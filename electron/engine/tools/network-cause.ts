/** Texts of uv (Rust) and pip (Python) that name a cause, with the words for a person; the first that fits is taken. */
const causes: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/tunnel error|ProxyError|Cannot connect to proxy|407 Proxy/i, () => 'the proxy refuses or cannot be reached'],
  [/invalid peer certificate: (\w+)/, (match) => `its certificate is not trusted (${match[1]})`],
  [/CERTIFICATE_VERIFY_FAILED\][^:]*: ([^()]+)/, (match) => `its certificate is not trusted (${match[1]?.trim()})`],
  [/not a trusted or secure host/, () => 'its address is not https'],
  [/dns error|NameResolutionError|getaddrinfo|\[Errno (?:-\d+|11001)\]/, () => 'its name cannot be resolved'],
  [/Connection refused|\(os error (?:111|61|10061)\)|\[WinError 10061\]/, () => 'the connection was refused'],
  [/timed out|network timeout|connection-timeout|didn't respond|ReadTimeout/, () => 'no answer in time'],
  [/\((\d{3} [A-Z][A-Za-z ]+)\) for url/, (match) => match[1] ?? ''],
  [/\((401 Unauthorized)\)|\b(403 Forbidden)\b/, (match) => match[1] ?? match[2] ?? ''],
  [/\b(\d{3}) (?:Client|Server) Error: ([^:]*?) for url/, (match) => `${match[1]} ${match[2]}`],
  [/too many (\d{3}) error responses/, (match) => `it answers with status ${match[1]}`],
  [
    /before message length|IncompleteRead|Connection broken|RemoteDisconnected|JSONDecodeError/,
    () => 'the connection was cut',
  ],
];

/** Why a request failed, in a few words; null where the text names no cause that is known. */
export const networkCause = (text: string): string | null => {
  for (const [pattern, words] of causes) {
    const match = pattern.exec(text);
    if (match !== null) return words(match);
  }
  return null;
};
