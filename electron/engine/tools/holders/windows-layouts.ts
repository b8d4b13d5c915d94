/** How Windows lays out in memory what it tells of processes. All of it little-endian. */

/** 100 ns since 1601, which is how Windows counts. Source: minwinbase.h, FILETIME. */
export const fileTime = (bytes: Buffer, at = 0): bigint => bytes.readBigUInt64LE(at);

const fileTimeOf1970 = 116_444_736_000_000_000n;

/** Milliseconds since the epoch. */
export const fileTimeMs = (time: bigint): number => Number((time - fileTimeOf1970) / 10_000n);

/** What the Restart Manager takes a process for. Source: restartmanager.h, RM_APP_TYPE. */
export const rmService = 3;
export const rmExplorer = 4;
export const rmCritical = 1000;

export interface RmProcess {
  pid: number;
  /** FILETIME of its start; with the pid it names the process. */
  started: bigint;
  /** What the program calls itself; empty where nothing. */
  name: string;
  /** One of RM_APP_TYPE. */
  type: number;
}

const appNameLength = 256;
const serviceNameLength = 64;

/** Size of RM_PROCESS_INFO: pid, time, two names, and four numbers. */
export const rmProcessBytes = 4 + 8 + 2 * (appNameLength + serviceNameLength) + 4 * 4;

/** Source: restartmanager.h, RM_PROCESS_INFO and RM_UNIQUE_PROCESS. */
export const parseRmProcesses = (bytes: Buffer, count: number): RmProcess[] =>
  Array.from({ length: count }, (_, number) => {
    const at = number * rmProcessBytes;
    const name = at + 12;
    const afterNames = name + 2 * (appNameLength + serviceNameLength);
    return {
      pid: bytes.readUInt32LE(at),
      // Two halves of four bytes each, which do not lie on a multiple of eight.
      started: fileTime(bytes, at + 4),
      name: text(bytes.subarray(name, name + 2 * appNameLength)),
      type: bytes.readUInt32LE(afterNames),
    };
  });

/** Source: tlhelp32.h, PROCESSENTRY32W, whose middle is as wide as a pointer. */
export const processEntryOf = (pointerBytes: number): { bytes: number; parent: number; name: number } =>
  pointerBytes === 8 ? { bytes: 568, parent: 32, name: 44 } : { bytes: 556, parent: 24, name: 36 };

export interface ListedProcess {
  pid: number;
  /** Of the process that started it, which may have ended and its pid be another's. */
  parent: number;
  /** Of the program's file. */
  name: string;
}

export const parseProcessEntry = (bytes: Buffer, pointerBytes: number): ListedProcess => {
  const { parent, name } = processEntryOf(pointerBytes);
  return { pid: bytes.readUInt32LE(8), parent: bytes.readUInt32LE(parent), name: text(bytes.subarray(name)) };
};

/** The bytes of a security identifier as text, for comparing. Source: winnt.h, SID: its second byte counts its parts. */
export const sidText = (bytes: Buffer, at: number): string =>
  bytes.subarray(at, at + 8 + 4 * bytes.readUInt8(at + 1)).toString('hex');

/** UTF-16 up to the first NUL. */
export const text = (bytes: Buffer): string => bytes.toString('utf16le').replace(/\0.*$/s, '');
