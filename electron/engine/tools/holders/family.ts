/** A process among its relatives. */
export interface Relative {
  pid: number;
  parent: number;
  /** Grows with the time of start, in any unit; 0 where the system does not tell. */
  started: number;
}

type Relatives = ReadonlyMap<number, Relative>;

/** The pids of a parent, its parent and so on, nearest first. */
export const ancestorsOf = (pid: number, all: Relatives): number[] => {
  const found: number[] = [];
  for (let at = all.get(pid); at !== undefined; ) {
    const parent = all.get(at.parent);
    if (parent === undefined || !isParent(parent, at) || found.includes(parent.pid)) break;
    found.push(parent.pid);
    at = parent;
  }
  return found;
};

/** The pids of all that a process started and that those started, parents before their children. */
export const descendantsOf = (pid: number, all: Relatives): number[] => {
  const found = new Set([pid]);
  for (const at of found) {
    const parent = all.get(at);
    if (parent === undefined) continue;
    for (const child of all.values()) if (child.parent === at && isParent(parent, child)) found.add(child.pid);
  }
  found.delete(pid);
  return [...found];
};

/** Windows keeps the pid of a parent that has ended, and gives it to a later process, which is nobody's parent. */
const isParent = (parent: Relative, child: Relative): boolean =>
  parent.pid !== child.pid && parent.started <= child.started;
