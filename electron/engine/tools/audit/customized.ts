import { native } from './native-code.ts';

/** Python's and the browser's; what the system loads is told by `native`. */
const code = /\.(?:py[cdwi]?|[cm]?js|exe)$/i;

/**
 * Whether a file, by its path relative to the environment, is one that users and tools change on
 * purpose: settings and descriptions in share and etc (`ipykernel install --sys-prefix` rewrites a
 * kernel.json), and matplotlib's defaults. Such a change is none to be taken back.
 */
const isMeantToChange = (path: string): boolean =>
  (/^(?:share|etc)\//i.test(path) && !code.test(path) && !native.test(path)) || /(?:^|\/)matplotlibrc$/.test(path);

/** Of a file of another size than RECORD lists; an empty one is what a power cut leaves. */
export const isCustomizedSize = (path: string, listed: number, found: number): boolean =>
  (isMeantToChange(path) && found > 0) ||
  // An organisation's certificate at its end: without it nothing could be downloaded behind its proxy.
  (/(?:^|\/)cacert\.pem$/.test(path) && found > listed);

/** Of a file of the right size; `found` is its digest, or a word that tells of damage. */
export const isCustomizedContent = (path: string, found: string): boolean =>
  isMeantToChange(path) && /^[A-Za-z0-9_-]{43,}$/.test(found);
