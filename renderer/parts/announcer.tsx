import { announcementOf } from '../from-run/announcement.ts';
import { useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** Tells a screen reader each change of state, never each second. */
export const Announcer = () => {
  const text = useView(({ run, link }) => (link === 'lost' ? words.lost.title : announcementOf(run)));
  return (
    <div className="only-read-aloud" role="status" aria-live="polite">
      {text}
    </div>
  );
};
