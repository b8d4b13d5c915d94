import type { RunCommand } from '../interfaces/command.ts';
import type { Trash } from '../interfaces/trash.ts';
import { type AtRestart, createAtRestart } from './at-restart.ts';
import { createCommand } from './command.ts';
import { announce, giveToOwner } from './trash/announce.ts';
import { inTheWay } from './trash/compare.ts';
import { empty, hasRemains } from './trash/empty.ts';
import { keepBeside } from './trash/keep-beside.ts';
import { letOwnerWrite } from './trash/let-owner-write.ts';
import { moveAside } from './trash/move-aside.ts';
import { place } from './trash/place.ts';
import { putBack } from './trash/put-back.ts';
import { begin, commit, openRuns } from './trash/runs.ts';
import { stagingFolder } from './trash/staging.ts';

/**
 * The environment's trash: ROOT/.smart-installer/trash/RUN/NUMBER/PATH, with an index beside the
 * numbered folders in which every change stands before it is made.
 */
export const createTrash = (
  command: RunCommand = createCommand(),
  atRestart: AtRestart = createAtRestart(),
): Trash => ({
  begin,
  stagingFolder,
  moveAside,
  keepBeside,
  inTheWay,
  place,
  announce,
  giveToOwner,
  letOwnerWrite,
  commit: commit(command),
  putBack,
  open: openRuns,
  hasRemains,
  empty: empty(atRestart),
});
