/** What the thread is given. */
export interface Task {
  id: number;
  /** Path by which the system finds the tree, its bytes as text (latin1). */
  tree: string;
  /** An Int32 for each `slot`. */
  shared: SharedArrayBuffer;
}

/** Numbers that both threads see: what was removed and not yet told, 1 where the thread has begun, 1 where it is to stop. */
export const slot = { removed: 0, begun: 1, stopped: 2 } as const;
export const slots = 3;

/** `problem`: what no system's error explains. */
export interface Answer {
  id: number;
  problem: string | null;
}
