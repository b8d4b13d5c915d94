import { createKeyboard } from './keyboard.ts';
import type { Output } from './output.ts';
import { plainView } from './plain-view.ts';
import type { View } from './view.ts';

export interface ViewOptions {
  json: boolean;
  out: Output;
  err: Output;
  /** A key for the wait or the question that is open now. */
  press: (key: string) => void;
  stop: () => void;
}

/** JSON lines where asked for, a live frame on a terminal, plain lines everywhere else. */
export const chooseView = async ({ json, out, err, press, stop }: ViewOptions): Promise<View> => {
  if (json) return (await import('./json-view.ts')).jsonView(out, err);
  if (!canMoveCursor(out, process.env)) return plainView(out, err);
  const { liveView } = await import('./live-view.ts');
  return liveView({
    out,
    keyboard: createKeyboard(process.stdin, { press, stop }),
    colors: wantsColors(process.env),
    unicode: hasUnicode(process.platform, process.env),
  });
};

/** Whether somebody sees a question and has keys to answer it. */
export const canAsk = ({ json, out }: Pick<ViewOptions, 'json' | 'out'>): boolean =>
  !json && canMoveCursor(out, process.env) && process.stdin.isTTY === true;

const canMoveCursor = (out: Output, env: NodeJS.ProcessEnv): boolean => out.isTerminal && env['TERM'] !== 'dumb';

/** https://no-color.org: any value but an empty one. */
export const wantsColors = (env: NodeJS.ProcessEnv): boolean => (env['NO_COLOR'] ?? '') === '';

/** The Linux console's and the old Windows console's fonts lack the signs. */
export const hasUnicode = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform === 'win32'
    ? env['WT_SESSION'] !== undefined || env['TERM_PROGRAM'] !== undefined || env['ConEmuTask'] !== undefined
    : env['TERM'] !== 'linux';
