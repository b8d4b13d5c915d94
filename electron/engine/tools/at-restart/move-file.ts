import type { RegisterForDeletion } from '../at-restart.ts';

/** Source: winbase.h, MOVEFILE_DELAY_UNTIL_REBOOT. */
const delayUntilReboot = 0x4;

/**
 * MoveFileExW without a new name: the file, or the folder if it is empty by then, is deleted when
 * Windows starts, in the order in which they were registered. Only administrators may write that list
 * (learn.microsoft.com, MoveFileExW). Throws where koffi cannot be loaded.
 */
export const loadRegisterForDeletion = async (): Promise<RegisterForDeletion> => {
  const { load } = await import('koffi');
  const moveFile = load('kernel32.dll').func('int __stdcall MoveFileExW(const char16_t *from, void *to, uint32_t how)');
  return (path) => moveFile(path, null, delayUntilReboot) !== 0;
};
