import { useActions, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';

/** Ends the run in progress; what is being done is ended safely first. */
export const StopButton = ({ label = words.buttons.stop }: { label?: string }) => {
  const { stop } = useActions();
  const isStopping = useView(({ run }) => run?.cancelling ?? false);
  const canStop = useView(({ link, run }) => link === 'open' && run !== null && run.outcome === null);
  return (
    <ActionButton onPress={stop} isDisabled={!canStop || isStopping}>
      {isStopping ? words.buttons.stopping : label}
    </ActionButton>
  );
};
