import { Select } from '@base-ui/react/select';
import { PickerArrow } from './picker-face.tsx';

export interface Choice {
  value: string;
  label: string;
}

export interface PickerProps {
  label: string;
  isLabelHidden?: boolean;
  value: string;
  choices: readonly Choice[];
  isDisabled?: boolean;
  /** Of what there is to know about it. */
  describedBy?: string;
  onPick: (value: string) => void;
}

/** One of a few. */
export const Picker = ({
  label,
  isLabelHidden = false,
  value,
  choices,
  isDisabled = false,
  describedBy,
  onPick,
}: PickerProps) => (
  <Select.Root
    items={choices}
    value={value}
    disabled={isDisabled}
    onValueChange={(picked) => {
      if (picked !== null) onPick(picked);
    }}
  >
    <Select.Label className={isLabelHidden ? 'only-read-aloud' : 'field-label'}>{label}</Select.Label>
    <Select.Trigger className="picker" aria-describedby={describedBy}>
      <Select.Value />
      <Select.Icon className="picker-icon">
        <PickerArrow />
      </Select.Icon>
    </Select.Trigger>
    <Select.Portal>
      <Select.Positioner className="picker-place" sideOffset={4} alignItemWithTrigger={false}>
        <Select.Popup className="picker-popup">
          <Select.List>
            {choices.map((choice) => (
              <Select.Item key={choice.value} value={choice.value} className="picker-item">
                <Select.ItemIndicator className="picker-mark">
                  <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path d="m3.5 8.5 3 3 6-7" className="sign-line" />
                  </svg>
                </Select.ItemIndicator>
                <Select.ItemText className="picker-text">{choice.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.List>
        </Select.Popup>
      </Select.Positioner>
    </Select.Portal>
  </Select.Root>
);
