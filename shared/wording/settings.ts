import type { SettingProblem } from '../setting-problem.ts';
import type { SettingKey } from '../settings.ts';
import { live, texts } from './catalogue.ts';

/** What is said about settings by every host. */

export const settingNames = live(({ settings }) => settings.names);

export const wordSettingProblem = (problem: SettingProblem): { sentence: string; next: string } =>
  texts().settings.problems[problem];

/** The words of the question whether an address may decide what is installed. */
export const wordConfirm = (setting: SettingKey, address: string) => {
  const { confirm } = texts().settings;
  const { message, detail, yes } = setting === 'proxy' ? confirm.proxy : confirm.index;
  return { message: message(address), detail, yes, no: confirm.no };
};

/** Titles and buttons of the system's dialogs for files and folders. */
export const settingDialogs = live(({ settings }) => settings.dialogs);
