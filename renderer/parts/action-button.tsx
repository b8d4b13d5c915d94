import { Button } from '@base-ui/react/button';
import type { ComponentProps, ReactNode } from 'react';

interface ActionButtonProps {
  children: ReactNode;
  onPress: () => unknown;
  isPrimary?: boolean;
  isDisabled?: boolean;
  /** As a link within text, for what is not the point of the screen. */
  isLink?: boolean;
}

type Aria = Pick<ComponentProps<'button'>, 'aria-expanded' | 'aria-controls' | 'aria-describedby' | 'aria-label'>;

/** A disabled button stays focusable, so that the keyboard does not lose its place while something is asked for. */
export const ActionButton = ({
  children,
  onPress,
  isPrimary = false,
  isDisabled = false,
  isLink = false,
  ...aria
}: ActionButtonProps & Aria) => (
  <Button
    className={isLink ? 'link' : isPrimary ? 'button button-primary' : 'button'}
    disabled={isDisabled}
    focusableWhenDisabled
    onClick={() => void onPress()}
    {...aria}
  >
    {children}
  </Button>
);
