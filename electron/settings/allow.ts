import type { SettingProblem } from '../../shared/setting-problem.ts';
import { parseSettings, type SettingKey, type Settings } from '../../shared/settings.ts';
import { trustedKeys } from '../../shared/trusted-settings.ts';

/** An address that the user has to be asked about before it is used. */
export interface NewAddress {
  setting: SettingKey;
  /** As the system would name it: of an index all of it, because on one host there may be anybody's; of a proxy host and port. */
  address: string;
}

export type Allowed =
  | { ok: true; values: Partial<Settings>; ask: NewAddress[] }
  | { ok: false; setting: SettingKey; problem: SettingProblem };

export interface Around {
  host: 'window' | 'page';
  settings: Settings;
  /** Paths that were chosen in a dialog of the system in this process, for this setting. */
  wasChosen: (setting: SettingKey, path: string) => boolean;
}

const pathKeys = ['environment', 'manifest', 'findLinks', 'certificates'] as const;

/**
 * What of a page's wish may be saved. A page may be anybody's: a path counts only where the user
 * chose it in a dialog, and a new address only after the user was asked. On the local page, which has
 * neither, nothing of the kind can be changed.
 */
export const allowSettings = (raw: Readonly<Record<string, unknown>>, around: Around): Allowed => {
  const parsed = parseSettings(raw);
  const [problem] = parsed.ok ? [] : parsed.problems;
  if (problem !== undefined) return { ok: false, setting: problem.key, problem: problem.problem };
  const { values } = parsed;
  const { settings } = around;
  if (around.host === 'page')
    for (const setting of trustedKeys)
      if (Object.hasOwn(values, setting)) return { ok: false, setting, problem: 'only-in-window' };
  for (const setting of pathKeys) {
    const path = values[setting];
    if (path === undefined || path === null || path === settings[setting]) continue;
    if (!around.wasChosen(setting, path)) return { ok: false, setting, problem: 'not-chosen' };
  }
  return { ok: true, values, ask: newAddresses(values, settings) };
};

const newAddresses = (values: Partial<Settings>, settings: Settings): NewAddress[] => {
  const listed = (['indexUrl', 'proxy'] as const).flatMap((setting) => {
    const url = values[setting];
    return url === undefined || url === null || url === settings[setting]
      ? []
      : [{ setting, address: setting === 'proxy' ? new URL(url).host : new URL(url).href }];
  });
  const extra = (values.extraIndexUrls ?? [])
    .filter((url) => !settings.extraIndexUrls.includes(url))
    .map((url) => ({ setting: 'extraIndexUrls' as const, address: new URL(url).href }));
  return [...listed, ...extra];
};
