import type { LibraryHandle } from 'koffi';
import type { OpenProcess, WindowsCalls } from './windows.ts';
import {
  fileTime,
  type ListedProcess,
  parseProcessEntry,
  processEntryOf,
  rmProcessBytes,
  sidText,
  text,
} from './windows-layouts.ts';

/** Rights to a process that also most of those have which belong to others. Source: winnt.h. */
const queryLimited = 0x1000;
const synchronize = 0x100000;
const tokenQuery = 0x0008;
/** Source: winnt.h, TOKEN_INFORMATION_CLASS; winbase.h; tlhelp32.h. */
const tokenUser = 1;
const waitOver = 0;
const snapshotProcesses = 0x2;
/** Source: restartmanager.h, CCH_RM_SESSION_KEY, with its end, in UTF-16. */
const sessionKeyBytes = 2 * (32 + 1);
/** A path on NTFS has 32,767 characters at most. */
const longestPath = 32_768;

/**
 * The calls themselves, through koffi: no program is started, and nothing is installed. Structures
 * are handed over as bytes, whose layout is tested everywhere. What can take long runs in a thread
 * of koffi's. Throws where koffi cannot be loaded.
 */
export const loadWindowsCalls = async (): Promise<WindowsCalls> => {
  const { address, load, sizeof } = await import('koffi');
  const pointerBytes = sizeof('void *');
  const kernel = load('kernel32.dll');
  const security = load('advapi32.dll');
  const restart = load('rstrtmgr.dll');

  const closeHandle = kernel.func('int __stdcall CloseHandle(uintptr_t handle)');
  const openProcess = kernel.func('uintptr_t __stdcall OpenProcess(uint32_t access, int inherit, uint32_t pid)');
  const getTimes = kernel.func(
    'int __stdcall GetProcessTimes(uintptr_t process, void *made, void *ended, void *kernel, void *user)',
  );
  const getImage = kernel.func(
    'int __stdcall QueryFullProcessImageNameW(uintptr_t process, uint32_t flags, void *name, void *length)',
  );
  const wait = kernel.func('uint32_t __stdcall WaitForSingleObject(uintptr_t handle, uint32_t ms)');
  const snapshot = kernel.func('uintptr_t __stdcall CreateToolhelp32Snapshot(uint32_t what, uint32_t pid)');
  const firstProcess = kernel.func('int __stdcall Process32FirstW(uintptr_t snapshot, void *entry)');
  const nextProcess = kernel.func('int __stdcall Process32NextW(uintptr_t snapshot, void *entry)');
  const openToken = security.func('int __stdcall OpenProcessToken(uintptr_t process, uint32_t access, void *token)');
  const getToken = security.func(
    'int __stdcall GetTokenInformation(uintptr_t token, int what, void *bytes, uint32_t length, void *needed)',
  );

  const startOf = (process: unknown): bigint | null => {
    const [made, ...others] = [0, 1, 2, 3].map(() => Buffer.alloc(8));
    return made !== undefined && getTimes(process, made, ...others) !== 0 ? fileTime(made) : null;
  };

  const programOf = (process: unknown): string | null => {
    const name = Buffer.alloc(2 * longestPath);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(longestPath);
    return getImage(process, 0, name, length) === 0 ? null : text(name);
  };

  const userOf = (process: unknown): string | null => {
    const token = Buffer.alloc(8);
    if (openToken(process, tokenQuery, token) === 0) return null;
    const handle = token.readBigUInt64LE();
    try {
      const bytes = Buffer.alloc(256);
      if (getToken(handle, tokenUser, bytes, bytes.length, Buffer.alloc(4)) === 0) return null;
      // It begins with a pointer to the identifier, which lies further on in the same bytes.
      const pointer = pointerBytes === 8 ? bytes.readBigUInt64LE() : BigInt(bytes.readUInt32LE());
      return sidText(bytes, Number(pointer - address(bytes)));
    } finally {
      closeHandle(handle);
    }
  };

  const open = (pid: number): OpenProcess | null => {
    const handle: number | bigint = openProcess(queryLimited | synchronize, 0, pid);
    if (Number(handle) === 0) return null;
    return {
      started: startOf(handle),
      program: programOf(handle),
      user: userOf(handle),
      hasEnded: wait(handle, 0) === waitOver,
      close: () => closeHandle(handle),
    };
  };

  const processes = (): ListedProcess[] => {
    const handle: number | bigint = snapshot(snapshotProcesses, 0);
    const entry = Buffer.alloc(processEntryOf(pointerBytes).bytes);
    entry.writeUInt32LE(entry.length);
    const found: ListedProcess[] = [];
    // Where there is no snapshot, there is no first process in it.
    for (let more = firstProcess(handle, entry); more !== 0; more = nextProcess(handle, entry))
      found.push(parseProcessEntry(entry, pointerBytes));
    closeHandle(handle);
    return found;
  };

  const startSession = restart.func('uint32_t __stdcall RmStartSession(void *session, uint32_t flags, void *key)');
  const endSession = restart.func('uint32_t __stdcall RmEndSession(uint32_t session)');
  const register = inThread(
    restart.func(
      'uint32_t __stdcall RmRegisterResources(uint32_t session, uint32_t files, const char16_t **names, uint32_t programs, void *unique, uint32_t services, void *serviceNames)',
    ),
  );
  const getList = inThread(
    restart.func(
      'uint32_t __stdcall RmGetList(uint32_t session, void *needed, void *count, void *processes, void *reasons)',
    ),
  );

  return {
    open,
    processes,
    start: () => {
      const session = Buffer.alloc(4);
      const code: number = startSession(session, 0, Buffer.alloc(sessionKeyBytes));
      return { code, session: session.readUInt32LE() };
    },
    register: (session, files) => register(session, files.length, files, 0, null, 0, null),
    list: async (session, capacity) => {
      const [needed, count, reasons] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.alloc(4)];
      const bytes = Buffer.alloc(capacity * rmProcessBytes);
      count.writeUInt32LE(capacity);
      const code = await getList(session, needed, count, bytes, reasons);
      return { code, needed: needed.readUInt32LE(), count: count.readUInt32LE(), bytes };
    },
    end: (session) => {
      endSession(session);
    },
  };
};

/** A call that answers with a number, off the thread that the window and the run live in. */
const inThread =
  (call: ReturnType<LibraryHandle['func']>) =>
  (...args: unknown[]): Promise<number> =>
    new Promise((resolve, reject) => {
      call.async(...args, (error: unknown, result: number) => (error == null ? resolve(result) : reject(error)));
    });
