import { ended } from '../../shared/wording.ts';
import { useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { Sign } from './sign.tsx';

/** Calm, because it mends itself: what is shown below stays as it was last heard. */
export const LostBanner = () => {
  const isLost = useView(({ link }) => link === 'lost');
  if (!isLost) return null;
  return (
    <section className="banner" aria-label={words.lost.title}>
      <Sign name="again" />
      <p>
        <strong>{ended(words.lost.title)}</strong> {words.lost.sentence}
      </p>
    </section>
  );
};
