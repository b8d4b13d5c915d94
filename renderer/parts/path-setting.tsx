import { type ReactNode, useId } from 'react';
import { settingNames } from '../../shared/wording/settings.ts';
import { useActions } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

interface PathSettingProps {
  setting: 'environment' | 'manifest' | 'findLinks' | 'certificates';
  /** What holds where nothing is chosen. */
  none: string;
  hint?: ReactNode;
}

/** A file or folder that is chosen in the system's dialog only: what is typed into a page does not count. */
export const PathSetting = ({ setting, none, hint }: PathSettingProps) => {
  const id = useId();
  const state = useSetting(setting);
  const { choosePath } = useActions();
  if (state === null) return null;
  const { value, said, isFixed, isDisabled, save } = state;
  const choose = async (): Promise<void> => {
    const path = await choosePath(setting);
    if (path !== null && path !== value) await save(path);
  };
  return (
    <SettingFrame
      label={
        <span id={`${id}-label`} className="field-label">
          {settingNames[setting]}
        </span>
      }
      id={id}
      hint={hint}
      said={said}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside it */}
      <div className="setting-path" role="group" aria-labelledby={`${id}-label`} aria-describedby={id}>
        <span className={value === null ? 'soft' : 'code'}>{value ?? none}</span>
        {!isFixed && (
          <span className="setting-buttons">
            <ActionButton onPress={choose} isDisabled={isDisabled}>
              {words.choose}
            </ActionButton>
            {value !== null && (
              <ActionButton onPress={() => save(null)} isDisabled={isDisabled}>
                {words.settings.reset}
              </ActionButton>
            )}
          </span>
        )}
      </div>
    </SettingFrame>
  );
};
