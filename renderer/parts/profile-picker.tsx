import { useRest } from '../rest.ts';
import { subjectOf } from '../subject.ts';
import { useActions, useCanAsk, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { PickerFace } from './picker-face.tsx';

const none: readonly string[] = [];

/** Which of the manifest's packages are wanted; another choice is looked at at once. */
export const ProfilePicker = ({ isDisabled }: { isDisabled: boolean }) => {
  const profile = useView((view) => subjectOf(view).profile);
  const profiles = useView(({ host }) => host?.manifest.profiles ?? none);
  const { check } = useActions();
  const canAsk = useCanAsk();
  const Picker = useRest()?.Picker ?? PickerFace;
  if (profiles.length < 2) return null;
  return (
    <div className="field">
      <Picker
        label={words.profile}
        value={profile}
        choices={profiles.map((name) => ({ value: name, label: words.profileName(name) }))}
        isDisabled={isDisabled || !canAsk}
        onPick={(picked) => {
          if (picked !== profile) void check({ profile: picked });
        }}
      />
    </div>
  );
};
