import { useEffect, useState } from 'react';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';

const shownMs = 2000;

/** Copies a text and says for a moment whether that worked: a browser may refuse the clipboard. */
export const CopyButton = ({
  label,
  text,
  isLink = false,
}: {
  label: string;
  text: () => string;
  isLink?: boolean;
}) => {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid(words.buttons.copied);
    } catch {
      setSaid(words.buttons.notCopied);
    }
  };
  return (
    <>
      <ActionButton onPress={copy} isLink={isLink}>
        {said ?? label}
      </ActionButton>
      <span className="only-read-aloud" role="status">
        {said}
      </span>
    </>
  );
};
