import { words } from '../words.ts';
import { CopyButton } from './copy-button.tsx';
import { Fact } from './fact.tsx';

/** Where a run's journal lies, for who looks further. */
export const JournalFact = ({ journal }: { journal: string | null }) =>
  journal === null ? null : (
    <Fact label={words.labels.journal}>
      <span className="code">{journal}</span> <CopyButton isLink label={words.buttons.copyPath} text={() => journal} />
    </Fact>
  );
