import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useEffect, useId, useRef, useState } from 'react';
import { useActions, useCanAsk, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { isAtWork, type Said } from './use-setting.ts';

/** How much is kept of downloads, and the way to remove it, after a question. */
export const KeptDownloads = () => {
  const id = useId();
  const cache = useView((view) => view.cache);
  const atWork = useView(isAtWork);
  const canAsk = useCanAsk();
  const { measureCache, clearCache } = useActions();
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const [removed, setRemoved] = useState<number | null>(null);
  // Measured when it is shown, and again when a run has ended.
  useEffect(() => {
    if (!atWork) void measureCache();
  }, [atWork, measureCache]);
  const clear = async (): Promise<void> => {
    setAsking(false);
    setRemoved(null);
    const answer = await clearCache();
    if (typeof answer === 'number') setRemoved(answer);
    setSaid(typeof answer === 'number' ? null : answer);
  };
  const isEmpty = cache !== null && cache.bytes === 0;
  return (
    <>
      <SettingFrame
        label={<span className="field-label">{words.settings.cache.now}</span>}
        id={id}
        hint={atWork ? words.settings.notDuringRun : words.settings.cache.hint}
        said={said}
      >
        <div className="setting-path">
          <span>{cache === null ? words.settings.cache.measuring : words.settings.cache.size(cache)}</span>
          <span className="setting-buttons">
            <ActionButton
              onPress={() => setAsking(true)}
              isDisabled={!canAsk || atWork || cache === null || isEmpty}
              aria-describedby={id}
            >
              {words.settings.cache.clear}
            </ActionButton>
          </span>
        </div>
        <span className="small" role="status">
          {removed !== null && words.settings.cache.removed(removed)}
        </span>
      </SettingFrame>
      <Question isOpen={isAsking} onNo={() => setAsking(false)} onYes={clear} />
    </>
  );
};

const Question = ({ isOpen, onNo, onYes }: { isOpen: boolean; onNo: () => void; onYes: () => unknown }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { question } = words.settings.cache;
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => open || onNo()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog" initialFocus={heading}>
          <AlertDialog.Title ref={heading} tabIndex={-1}>
            {question.title}
          </AlertDialog.Title>
          <AlertDialog.Description className="soft">{question.sentence}</AlertDialog.Description>
          <div className="dialog-buttons">
            <ActionButton onPress={onNo}>{question.no}</ActionButton>
            <ActionButton isPrimary onPress={onYes}>
              {question.yes}
            </ActionButton>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};
