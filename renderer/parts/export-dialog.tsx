import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { ExportPreview, ExportResult } from '../../shared/log-export.ts';
import { bytes } from '../../shared/wording.ts';
import { useActions, useView } from '../view-context.tsx';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { ExportProgress } from './export-progress.tsx';
import { FailureLine } from './failure-line.tsx';
import { Picker } from './picker.tsx';

type Stage = 'asking' | 'working' | { result: ExportResult } | { failure: Failure | null };

const scopes = ['this', 'all'] as const;

/** What is in an export, then the system's dialog for its place, how far it is, and where it lies. */
export const ExportDialog = ({ run, onClose }: { run: string; onClose: () => void }) => {
  const { call } = useActions();
  const isPage = useView(({ host }) => host?.host === 'page');
  const [scope, setScope] = useState<(typeof scopes)[number]>('this');
  const [preview, setPreview] = useState<ExportPreview | null>(null);
  const [stage, setStage] = useState<Stage>('asking');
  const heading = useRef<HTMLHeadingElement>(null);
  const about = scope === 'this' ? run : null;
  useEffect(() => {
    let isWanted = true;
    setPreview(null);
    void call('export-preview', { run: about }).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setPreview(answer.value);
      else setStage({ failure: answer.failure });
    });
    return () => {
      isWanted = false;
    };
  }, [call, about]);
  const write = async (): Promise<void> => {
    setStage('working');
    const answer = await call('export-logs', { run: about });
    if (!answer.ok) setStage({ failure: answer.failure });
    else setStage(answer.value.kind === 'not-chosen' ? 'asking' : { result: answer.value });
  };
  const isWorking = stage === 'working';
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => (isOpen || isWorking ? undefined : onClose())}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog" initialFocus={heading}>
          <AlertDialog.Title ref={heading} tabIndex={-1}>
            {words.export.title}
          </AlertDialog.Title>
          <AlertDialog.Description className="export-sentence">{words.export.sentence}</AlertDialog.Description>
          {stage === 'asking' && (
            <>
              <Picker
                label={words.export.of}
                value={scope}
                choices={[
                  { value: 'this', label: words.export.thisEnvironment },
                  { value: 'all', label: words.export.everything },
                ]}
                onPick={(picked) => setScope(scopes.find((one) => one === picked) ?? 'this')}
              />
              <Content preview={preview} />
            </>
          )}
          {isWorking && <ExportProgress />}
          {typeof stage === 'object' && <Ended stage={stage} />}
          <div className="dialog-buttons">
            <Buttons
              stage={stage}
              download={isPage ? `/logs.zip${about === null ? '' : `?run=${encodeURIComponent(about)}`}` : null}
              isReady={preview !== null}
              onWrite={write}
              onClose={onClose}
            />
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};

const Content = ({ preview }: { preview: ExportPreview | null }) => (
  <ul className="dialog-list export-content" aria-label={words.export.content}>
    {preview?.kinds.map(({ kind, count, bytes: size, leftOut }) => (
      <li key={kind}>
        {words.export.kinds[kind](count)}
        {size > 0 && <span className="soft"> · {bytes(size)}</span>}
        {leftOut > 0 && <span className="soft"> · {words.export.leftOut(bytes(leftOut))}</span>}
      </li>
    ))}
  </ul>
);

const Ended = ({ stage }: { stage: Exclude<Stage, string> }) => {
  if ('failure' in stage) return <FailureLine failure={stage.failure} />;
  const { result } = stage;
  switch (result.kind) {
    case 'written':
      return (
        <p role="status">
          <strong>{words.export.written}:</strong> <span className="code">{result.path}</span>
          <br />
          {words.export.redactions(result.redactions)} {words.export.look}
        </p>
      );
    case 'busy':
      return <p role="status">{words.export.busy}</p>;
    case 'stopped':
    case 'not-chosen':
      return <p role="status">{words.export.stopped}</p>;
  }
};

interface ButtonsProps {
  stage: Stage;
  /** The address that a browser loads the zip from; null in the window. */
  download: string | null;
  isReady: boolean;
  onWrite: () => void;
  onClose: () => void;
}

const Buttons = ({ stage, download, isReady, onWrite, onClose }: ButtonsProps): ReactNode => {
  const { call } = useActions();
  const [isDownloading, setDownloading] = useState(false);
  if (stage === 'working')
    return <ActionButton onPress={() => call('export-cancel', {})}>{words.export.cancel}</ActionButton>;
  if (typeof stage === 'object') {
    const isWritten = 'result' in stage && stage.result.kind === 'written';
    return (
      <>
        <ActionButton isPrimary={!isWritten} onPress={onClose}>
          {words.export.close}
        </ActionButton>
        {isWritten && (
          <ActionButton isPrimary onPress={() => call('export-show', {})}>
            {words.export.show}
          </ActionButton>
        )}
      </>
    );
  }
  return (
    <>
      <ActionButton onPress={onClose}>{isDownloading ? words.export.close : words.export.cancel}</ActionButton>
      {download === null ? (
        <ActionButton isPrimary isDisabled={!isReady} onPress={onWrite}>
          {words.export.choose}
        </ActionButton>
      ) : (
        <a className="button button-primary" href={download} download onClick={() => setDownloading(true)}>
          {words.export.download}
        </a>
      )}
      {isDownloading && <p role="status">{words.export.downloading}</p>}
    </>
  );
};
