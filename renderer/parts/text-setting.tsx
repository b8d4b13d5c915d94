import { type ReactNode, useId, useState } from 'react';
import { settingNames } from '../../shared/wording/settings.ts';
import { isRefused, SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

interface TextProps {
  hint: ReactNode;
  placeholder?: string;
}

/** An address, or nothing. */
export const AddressSetting = ({ setting, ...more }: TextProps & { setting: 'indexUrl' | 'proxy' }) => {
  const state = useSetting(setting);
  if (state === null) return null;
  const { value, save, ...rest } = state;
  return (
    <TextField
      {...rest}
      {...more}
      label={settingNames[setting]}
      text={value ?? ''}
      save={(text) => save(text === '' ? null : text)}
    />
  );
};

/** Several of them, separated by spaces, lines or commas. */
export const ListSetting = ({ setting, ...more }: TextProps & { setting: 'extraIndexUrls' | 'noProxy' }) => {
  const state = useSetting(setting);
  if (state === null) return null;
  const { value, save, ...rest } = state;
  return (
    <TextField
      {...rest}
      {...more}
      label={settingNames[setting]}
      text={value.join(setting === 'noProxy' ? ', ' : '\n')}
      isLong={setting === 'extraIndexUrls'}
      save={(text) => save(text.split(/[\s,]+/).filter((part) => part !== ''))}
    />
  );
};

interface TextFieldProps extends TextProps {
  label: string;
  text: string;
  isLong?: boolean;
  said: Parameters<typeof isRefused>[0];
  isFixed: boolean;
  isDisabled: boolean;
  save: (text: string) => Promise<boolean>;
}

/** Saved when it is left, or by Enter; Escape brings back what was there. A refused text stays to be mended. */
const TextField = ({
  label,
  text,
  isLong = false,
  hint,
  placeholder,
  said,
  isFixed,
  isDisabled,
  save,
}: TextFieldProps) => {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const keep = async (): Promise<void> => {
    if (draft === null || isFixed || isDisabled) return;
    if (draft.trim() === text || (await save(draft.trim()))) setDraft(null);
  };
  const props = {
    id,
    className: 'input code',
    value: draft ?? text,
    readOnly: isFixed || isDisabled,
    spellCheck: false,
    autoComplete: 'off',
    'aria-describedby': `${id}-notes`,
    'aria-invalid': isRefused(said) && draft !== null,
    ...(placeholder === undefined || isFixed ? {} : { placeholder }),
    onBlur: () => void keep(),
  };
  return (
    <SettingFrame
      label={
        <label htmlFor={id} className="field-label">
          {label}
        </label>
      }
      id={`${id}-notes`}
      hint={hint}
      said={said}
    >
      {isLong ? (
        <textarea
          {...props}
          rows={Math.max(2, (draft ?? text).split('\n').length)}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      ) : (
        <input
          {...props}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(null);
            if (event.key === 'Enter') void keep();
          }}
        />
      )}
    </SettingFrame>
  );
};
