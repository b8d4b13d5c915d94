import { ActionButton } from '../parts/action-button.tsx';
import { FailureDetails } from '../parts/failure-details.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** The host does not let this page in: it was opened without the printed address, or the program was started anew. */
export const RefusedScreen = () => {
  const link = useView((view) => view.link);
  return (
    <ScreenFrame
      title={words.closed.title}
      sign="needs-you"
      primary={
        <ActionButton isPrimary onPress={() => location.reload()}>
          {words.closed.again}
        </ActionButton>
      }
    >
      {typeof link === 'object' && <FailureDetails failure={link.refused} />}
    </ScreenFrame>
  );
};
