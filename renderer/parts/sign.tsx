import type { ReactNode } from 'react';
import type { SignName } from '../from-run/step-view.ts';

/** The shape of a state, told apart without its colour. Always beside a word, so hidden from screen readers. */
const shapes: Record<SignName, ReactNode> = {
  waiting: <circle cx="8" cy="8" r="6" className="sign-line" />,
  working: (
    <g className="sign-turning">
      <circle cx="8" cy="8" r="6" className="sign-line sign-faint" />
      <path d="M8 2a6 6 0 0 1 6 6" className="sign-line" />
    </g>
  ),
  again: <path d="M13.5 8A5.5 5.5 0 1 1 11.6 3.8M12.2 1v3.4H8.8" className="sign-line" />,
  done: (
    <>
      <circle cx="8" cy="8" r="7" className="sign-body" />
      <path d="m4.8 8.3 2.2 2.2 4.2-4.7" className="sign-mark" />
    </>
  ),
  'needs-you': (
    <>
      <path d="M8 1.4 15.2 14H.8Z" className="sign-body" />
      <path d="M8 6v3.6M8 11.6v.5" className="sign-mark" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="7" className="sign-body" />
      <path d="m5.4 5.4 5.2 5.2M10.6 5.4l-5.2 5.2" className="sign-mark" />
    </>
  ),
  stopped: <rect x="2.5" y="2.5" width="11" height="11" rx="2" className="sign-line" />,
};

export const Sign = ({ name, isLarge = false }: { name: SignName; isLarge?: boolean }) => (
  <svg className={`sign sign-${name}${isLarge ? ' sign-large' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
    {shapes[name]}
  </svg>
);
