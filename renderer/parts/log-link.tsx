import { useActions, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';

/** Opens the log of all runs; Back in it returns to the screen below. */
export const LogLink = () => {
  const isThere = useView(({ host, link, isLogOpen }) => host !== null && typeof link !== 'object' && !isLogOpen);
  const { showLog } = useActions();
  if (!isThere) return null;
  return (
    <ActionButton isLink onPress={() => showLog(true)}>
      {words.log.title}
    </ActionButton>
  );
};
