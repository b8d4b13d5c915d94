import type { ReactNode } from 'react';
import type { SignName } from '../from-run/step-view.ts';
import { Refusal } from './refusal.tsx';
import { Sign } from './sign.tsx';

interface ScreenFrameProps {
  /** The outcome or the question of the screen, said first. */
  title: string;
  sign?: SignName;
  /** Small facts at the end of the headline's line. */
  aside?: ReactNode;
  children: ReactNode;
  /** As wide as the window, for what has long lines. */
  isWide?: boolean;
  /** Buttons that go back or show more, at the lower left. */
  secondary?: ReactNode;
  /** The one thing to do, at the lower right. */
  primary?: ReactNode;
}

export const ScreenFrame = ({ title, sign, aside, children, isWide = false, secondary, primary }: ScreenFrameProps) => (
  <>
    <div className={isWide ? 'content content-wide' : 'content'}>
      <header className="headline">
        {sign !== undefined && <Sign name={sign} isLarge />}
        {/* focused when the screen changes */}
        <h1 tabIndex={-1}>{title}</h1>
        {aside !== undefined && <div className="headline-aside">{aside}</div>}
      </header>
      {children}
    </div>
    <footer className="actions">
      <Refusal />
      <div className={isWide ? 'actions-row content-wide' : 'actions-row'}>
        <div className="actions-secondary">{secondary}</div>
        {primary}
      </div>
    </footer>
  </>
);
