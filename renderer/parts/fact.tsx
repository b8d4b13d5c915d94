import type { ReactNode } from 'react';
import { Sign } from './sign.tsx';

export interface FactProps {
  label: string;
  children: ReactNode;
  /** A word about it, with its sign. */
  mark?: { sign: 'done' | 'needs-you' | 'failed'; word: string } | undefined;
}

/** A line of a list of facts (`dl.facts`): what, its value, and how that is. */
export const Fact = ({ label, children, mark }: FactProps) => (
  <div className="fact">
    <dt>{label}</dt>
    <dd>
      <span>{children}</span>
      {mark !== undefined && (
        <span className={`fact-mark fact-${mark.sign}`}>
          <Sign name={mark.sign} />
          {mark.word}
        </span>
      )}
    </dd>
  </div>
);
