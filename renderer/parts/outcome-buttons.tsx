import { assertNever } from '../../shared/assert-never.ts';
import { leavesCardInDoubt } from '../../shared/card-in-doubt.ts';
import type { Outcome } from '../../shared/events.ts';
import type { Failure } from '../../shared/failure.ts';
import { useActions, useCanAsk, useCanLaunch } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';

/** The one thing to do after a repair, and for one that did not succeed the way back to the environment. */
export const OutcomeButtons = ({ outcome }: { outcome: Outcome }) => {
  const { check, launch, plan, repair } = useActions();
  const canLaunch = useCanLaunch();
  const isDisabled = !useCanAsk();
  const primary = (label: string, onPress: () => unknown) => (
    <ActionButton isPrimary onPress={onPress} isDisabled={isDisabled}>
      {label}
    </ActionButton>
  );
  const back = (
    <ActionButton onPress={() => check()} isDisabled={isDisabled}>
      {words.buttons.checkAgain}
    </ActionButton>
  );
  switch (outcome.kind) {
    case 'repaired':
    case 'nothing-to-do':
      if (canLaunch)
        return (
          <div className="actions-primary">
            <ActionButton onPress={() => check()} isDisabled={isDisabled}>
              {words.buttons.done}
            </ActionButton>
            {primary(words.buttons.launch, launch)}
          </div>
        );
      return primary(words.buttons.done, () => check());
    case 'launched':
    case 'looked':
      return primary(words.buttons.done, () => check());
    case 'cancelled':
      return (
        <div className="actions-primary">
          {back}
          {primary(words.buttons.tryAgain, repair)}
        </div>
      );
    case 'failed':
      return (
        <div className="actions-primary">
          {back}
          <AllowBuild failure={outcome.failure} isDisabled={isDisabled} />
          {isHealedAnew(outcome.failure)
            ? primary(words.buttons.anew, () => plan({ rebuild: true }))
            : primary(words.buttons.tryAgain, repair)}
        </div>
      );
    default:
      return assertNever(outcome);
  }
};

/** The same attempt again would fail, and a new environment may not. */
const isHealedAnew = (failure: Failure): boolean =>
  (failure.code === 'proof-failed' || failure.code === 'not-healed') && !failure.fresh && !leavesCardInDoubt(failure);

/** The user's yes to building a package; not the button that Enter presses, because it runs code of others. */
const AllowBuild = ({ failure, isDisabled }: { failure: Failure; isDisabled: boolean }) => {
  const { repair } = useActions();
  if (failure.code !== 'source-only') return null;
  return (
    <ActionButton onPress={() => repair({ build: failure.package })} isDisabled={isDisabled}>
      {words.buttons.build(failure.package)}
    </ActionButton>
  );
};
