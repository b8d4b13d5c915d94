import { assertNever } from '../../shared/assert-never.ts';
import type { Outcome } from '../../shared/events.ts';
import type { Failure } from '../../shared/failure.ts';
import { isInNeed, launchRemedy } from '../from-run/launch-view.ts';
import { useActions, useCanAsk } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';

/** The one thing to do after a launch, and beside it the ways on. */
export const LaunchButtons = ({ outcome }: { outcome: Outcome }) => {
  const { check, launch, plan } = useActions();
  const isDisabled = !useCanAsk();
  const button = (label: string, onPress: () => unknown, isPrimary = false) => (
    <ActionButton isPrimary={isPrimary} onPress={onPress} isDisabled={isDisabled}>
      {label}
    </ActionButton>
  );
  const back = button(words.buttons.checkAgain, () => check());
  const again = (isPrimary = false) => button(words.buttons.launchAgain, launch, isPrimary);
  if (outcome.kind !== 'failed')
    return (
      <div className="actions-primary">
        {back}
        {again(true)}
      </div>
    );
  const { failure } = outcome;
  const profile = profileOf(failure);
  const repair = (isPrimary = false) => button(words.buttons.repair, () => plan(profile), isPrimary);
  const drawn = () => {
    const remedy = launchRemedy(failure);
    switch (remedy) {
      case 'install':
        return button(words.buttons.install, () => plan(), true);
      case 'repair':
        return (
          <>
            {again()}
            {repair(true)}
          </>
        );
      case 'anew':
        return (
          <>
            {again()}
            {button(words.buttons.anew, () => plan({ ...profile, rebuild: true }), true)}
          </>
        );
      case 'again':
        return (
          <>
            {isInNeed(failure) ? repair() : back}
            {again(true)}
          </>
        );
      case 'look':
        return button(words.buttons.checkAgain, () => check(), true);
      default:
        return assertNever(remedy);
    }
  };
  return <div className="actions-primary">{drawn()}</div>;
};

/** What is installed there is repaired, whatever profile is chosen here. */
const profileOf = (failure: Failure): { profile?: string } =>
  failure.code === 'launch-failed' ? { profile: failure.profile } : {};
