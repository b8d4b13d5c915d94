import { useState } from 'react';
import { words } from '../words.ts';
import { ActionButton } from './action-button.tsx';
import { ExportDialog } from './export-dialog.tsx';

/** Exports the logs of the environment that a run worked on. */
export const ExportButton = ({ run, isPrimary = false }: { run: string; isPrimary?: boolean }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton isPrimary={isPrimary} onPress={() => setOpen(true)}>
        {words.export.button}
      </ActionButton>
      {isOpen && <ExportDialog run={run} onClose={() => setOpen(false)} />}
    </>
  );
};
