import { type ReactNode, useId } from 'react';
import type { Phase } from '../../shared/plan.ts';
import { phaseTitles, statusWords } from '../../shared/wording.ts';
import { Sign } from './sign.tsx';

interface PhaseCardProps {
  phase: Phase;
  status: 'waiting' | 'working' | 'done';
  /** How far it is, where that is known. */
  children?: ReactNode;
}

/** What is done before there is a plan, as a card like those of the steps. */
export const PhaseCard = ({ phase, status, children }: PhaseCardProps) => {
  const id = useId();
  return (
    <li className={`step step-${status}`} aria-labelledby={id}>
      <Sign name={status} />
      <span className="step-title" id={id}>
        {phaseTitles[phase]}
      </span>
      <span className="step-word">{statusWords[status]}</span>
      {status === 'working' && <div className="step-more">{children}</div>}
    </li>
  );
};
