/** What each of the threads is given. */
export interface Task {
  id: number;
  /** Paths by which the system finds the folders to sweep, their bytes as text (latin1): a copy of a Buffer is one of all around it. */
  folders: readonly string[];
  /** Only files and links are deleted. */
  keepsFolders: boolean;
  /** An Int32 for each `slot`. */
  shared: SharedArrayBuffer;
}

/** Numbers that all threads see: the folder that is next, what was removed and not yet told, 1 where one has begun, 1 where all are to stop. */
export const slot = { next: 0, removed: 1, begun: 2, stopped: 3 } as const;
export const slots = 4;

/** `problem`: what no system's error explains. */
export interface Answer {
  id: number;
  problem: string | null;
}
