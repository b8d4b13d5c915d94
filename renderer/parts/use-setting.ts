import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { SettingKey, Settings } from '../../shared/settings.ts';
import { trustedKeys } from '../../shared/trusted-settings.ts';
import type { View } from '../view.ts';
import { useActions, useCanAsk, useView } from '../view-context.tsx';

/** What a setting says of its last change; `unreached`: the host did not answer. */
export type Said = 'saved' | 'declined' | 'unreached' | Failure | null;

export interface Setting<K extends SettingKey> {
  value: Settings[K];
  said: Said;
  /** Shown only: on the local page, what decides what is installed. */
  isFixed: boolean;
  /** Cannot be changed at the moment. */
  isDisabled: boolean;
  /** True where the value is saved now, so that a draft of it can go. */
  save: (value: Settings[K]) => Promise<boolean>;
}

const duringRuns: ReadonlySet<SettingKey> = new Set<SettingKey>(['environment', 'manifest', 'profile', 'accelerator']);

/** Whether a run is in progress, in which what it works with cannot be changed. */
export const isAtWork = ({ run, isStarting }: View): boolean => isStarting || (run !== null && run.outcome === null);

/** One setting and how it is changed; null before the host has said what it is. */
export const useSetting = <K extends SettingKey>(key: K): Setting<K> | null => {
  const host = useView((view) => view.host);
  const atWork = useView(isAtWork);
  const canAsk = useCanAsk();
  const { saveSettings } = useActions();
  const [said, setSaid] = useState<Said>(null);
  if (host === null) return null;
  return {
    value: host.settings.values[key],
    said,
    isFixed: host.host === 'page' && trustedKeys.has(key),
    isDisabled: !canAsk || (atWork && duringRuns.has(key)),
    save: async (value) => {
      setSaid(null);
      const answer = await saveSettings({ [key]: value });
      setSaid(answer);
      return answer === 'saved' || answer === 'declined';
    },
  };
};
