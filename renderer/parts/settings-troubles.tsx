import { useActions, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { Sign } from './sign.tsx';

/** What of the settings could not be used, said once: it goes when it was read. */
export const SettingsTroubles = () => {
  const isShown = useView(({ host, areTroublesRead }) => (host?.settings.troubles.length ?? 0) > 0 && !areTroublesRead);
  const troubles = useView(({ host }) => host?.settings.troubles);
  const { markTroublesRead } = useActions();
  if (!isShown || troubles === undefined) return null;
  return (
    <section className="banner" aria-label={words.settings.trouble.title}>
      <Sign name="needs-you" />
      <div className="banner-text">
        {troubles.map((trouble) => (
          <p key={trouble.kind}>{words.settings.trouble.sentence(trouble)}</p>
        ))}
        <ActionButton isLink onPress={markTroublesRead}>
          {words.settings.trouble.read}
        </ActionButton>
      </div>
    </section>
  );
};
