import { useId } from 'react';
import type { PickerProps } from './picker.tsx';

/** A picker before it can be opened: what stands in its place until the rest of the page is there. */
export const PickerFace = ({ label, value, choices }: Pick<PickerProps, 'label' | 'value' | 'choices'>) => {
  const id = useId();
  return (
    <>
      <div id={id} className="field-label">
        {label}
      </div>
      <button
        type="button"
        className="picker"
        role="combobox"
        aria-labelledby={id}
        aria-haspopup="listbox"
        aria-expanded={false}
        disabled
        data-disabled=""
      >
        <span>{choices.find((choice) => choice.value === value)?.label}</span>
        <span className="picker-icon">
          <PickerArrow />
        </span>
      </button>
    </>
  );
};

export const PickerArrow = () => (
  <svg viewBox="0 0 16 16" aria-hidden="true">
    <path d="m4.5 6.5 3.5 3.5 3.5-3.5" className="sign-line" />
  </svg>
);
