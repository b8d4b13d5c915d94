import { sentences, wordFailure } from '../../shared/wording.ts';
import { useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { Sign } from './sign.tsx';

/** What the host answered to the last thing that was asked for, where it refused; beside the buttons that asked. */
export const Refusal = () => {
  const failure = useView(({ refused }) => refused);
  if (failure === null) return null;
  return (
    <p className="refusal" role="alert">
      <Sign name="failed" />
      <span>
        {sentences([wordFailure(failure).sentence, words.next(failure)])} <span className="code">{failure.code}</span>
      </span>
    </p>
  );
};
