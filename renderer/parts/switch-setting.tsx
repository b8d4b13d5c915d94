import { type ReactNode, useId } from 'react';
import { settingNames } from '../../shared/wording/settings.ts';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

/** Yes or no; saved at once. */
export const SwitchSetting = ({ setting, hint }: { setting: 'offline'; hint: ReactNode }) => {
  const id = useId();
  const state = useSetting(setting);
  if (state === null) return null;
  const { value, said, isFixed, isDisabled, save } = state;
  return (
    <SettingFrame label={<span />} id={id} hint={hint} said={said}>
      <label className="check">
        <input
          type="checkbox"
          checked={value}
          disabled={isFixed || isDisabled}
          aria-describedby={id}
          onChange={(event) => void save(event.target.checked)}
        />
        {settingNames[setting]}
      </label>
    </SettingFrame>
  );
};
