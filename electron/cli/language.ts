import { chooseLanguage } from '../../shared/wording/choose-language.ts';
import type { Language } from '../../shared/wording/language.ts';

/**
 * The language of a terminal's user, from the first of the variables that POSIX names for messages
 * that says anything: de_AT.UTF-8@euro is German; C, POSIX and none at all are English. Windows sets
 * none of them, so there its own setting counts, which Node's ICU knows and `system` asks.
 */
export const languageOfTerminal = (
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  system: () => string,
): Language => {
  const named = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  const locale = named ?? (platform === 'win32' ? system() : 'C');
  return chooseLanguage('system', [locale.replace(/[.@].*$/, '').replaceAll('_', '-')]);
};
