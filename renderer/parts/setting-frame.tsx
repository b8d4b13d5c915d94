import type { ReactNode } from 'react';
import { wordFailure } from '../../shared/wording.ts';
import { nextAfterRefusal } from '../setting-words.ts';
import { words } from '../words.ts';
import { Sign } from './sign.tsx';
import type { Said } from './use-setting.ts';

interface SettingFrameProps {
  label: ReactNode;
  /** Of the hint and of what is said, for the control's aria-describedby. */
  id: string;
  hint?: ReactNode;
  said: Said;
  children: ReactNode;
}

/** A label, its control, and below it what there is to know and what became of the last change. */
export const SettingFrame = ({ label, id, hint, said, children }: SettingFrameProps) => (
  <div className="setting">
    {label}
    <div className="setting-body">
      {children}
      <div id={id} className="setting-notes">
        {hint !== undefined && <p className="soft small">{hint}</p>}
        <SaidLine said={said} />
      </div>
    </div>
  </div>
);

/** The line is there before there is something to say: else a screen reader would not hear it. */
const SaidLine = ({ said }: { said: Said }) => (
  <div className="setting-said small" role="status">
    {said === 'saved' && (
      <>
        <Sign name="done" />
        <span>{words.settings.saved}</span>
      </>
    )}
    {said === 'declined' && <span>{words.settings.declined}</span>}
    {said !== null && said !== 'saved' && said !== 'declined' && (
      <>
        <Sign name="failed" />
        <span>
          {said === 'unreached' ? (
            words.settings.unreached
          ) : (
            <>
              {wordFailure(said).sentence} {nextAfterRefusal(said) ?? words.next(said)}{' '}
              <span className="code">{said.code}</span>
            </>
          )}
        </span>
      </>
    )}
  </div>
);

/** Whether a change was refused, for aria-invalid. */
export const isRefused = (said: Said): boolean => said !== null && said !== 'saved' && said !== 'declined';
