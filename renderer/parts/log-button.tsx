import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';

/** Shows and hides the log panel with the id `controls`. */
export const LogButton = ({
  isOpen,
  controls,
  onToggle,
}: {
  isOpen: boolean;
  controls: string;
  onToggle: () => void;
}) => (
  <ActionButton onPress={onToggle} aria-expanded={isOpen} {...(isOpen ? { 'aria-controls': controls } : {})}>
    {isOpen ? words.buttons.hideLog : words.buttons.showLog}
  </ActionButton>
);
