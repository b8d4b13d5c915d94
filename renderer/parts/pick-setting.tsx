import { type ReactNode, useId } from 'react';
import type { SettingKey, Settings } from '../../shared/settings.ts';
import { settingNames } from '../../shared/wording/settings.ts';
import { Picker } from './picker.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

interface PickSettingProps<K extends SettingKey> {
  setting: K;
  /** In their order. A value that is none of them is shown by its own label. */
  choices: readonly Settings[K][];
  labelOf: (value: Settings[K]) => string;
  hint?: ReactNode;
}

/** One of a few values; another one is saved at once. */
export const PickSetting = <K extends SettingKey>({ setting, choices, labelOf, hint }: PickSettingProps<K>) => {
  const id = useId();
  const state = useSetting(setting);
  if (state === null) return null;
  const { value, said, isFixed, isDisabled, save } = state;
  const all = choices.includes(value) ? choices : [...choices, value];
  return (
    <SettingFrame label={null} id={id} said={said} hint={hint}>
      <Picker
        label={settingNames[setting]}
        describedBy={id}
        value={String(all.indexOf(value))}
        choices={all.map((choice, at) => ({ value: String(at), label: labelOf(choice) }))}
        isDisabled={isFixed || isDisabled}
        onPick={(picked) => {
          const chosen = all[Number(picked)];
          if (chosen !== undefined && chosen !== value) void save(chosen);
        }}
      />
    </SettingFrame>
  );
};
