import type { AuditPackages, BeginAudit } from './interfaces/audit.ts';
import type { Backends } from './interfaces/backends.ts';
import type { Bytecode } from './interfaces/bytecode.ts';
import type { Clock } from './interfaces/clock.ts';
import type { RunCommand } from './interfaces/command.ts';
import type { Disk } from './interfaces/disk.ts';
import type { Environments } from './interfaces/environments.ts';
import type { Hardware } from './interfaces/hardware.ts';
import type { Holders } from './interfaces/holders.ts';
import type { ExplainIndex, FindSources } from './interfaces/indexes.ts';
import type { Journals } from './interfaces/journals.ts';
import type { Launcher } from './interfaces/launcher.ts';
import type { Locks } from './interfaces/locks.ts';
import type { LogBundle } from './interfaces/log-bundle.ts';
import type { Packages } from './interfaces/packages.ts';
import type { Prover } from './interfaces/prover.ts';
import type { PythonTool } from './interfaces/python.ts';
import type { RunLogs } from './interfaces/run-logs.ts';
import type { Trash } from './interfaces/trash.ts';
import type { Unpacking } from './interfaces/unpacking.ts';
import type { Wheels } from './interfaces/wheels.ts';

/**
 * What the engine may do to the world, as interfaces (interfaces/). Each is implemented by a file of
 * the same name under tools/; steps and diagnoses get them through their context and touch nothing else.
 * Every method that takes a signal throws Cancelled soon after it is aborted, and Failing for what
 * it can name. Times are milliseconds, sizes bytes, paths absolute.
 */
export interface Tools {
  clock: Clock;
  command: RunCommand;
  hardware: Hardware;
  python: PythonTool;
  prover: Prover;
  backends: Backends;
  environments: Environments;
  packages: Packages;
  audit: AuditPackages;
  beginAudit: BeginAudit;
  bytecode: Bytecode;
  wheels: Wheels;
  unpacking: Unpacking;
  explainIndex: ExplainIndex;
  findSources: FindSources;
  trash: Trash;
  holders: Holders;
  launcher: Launcher;
  locks: Locks;
  journals: Journals;
  logBundle: LogBundle;
  runLogs: RunLogs;
  disk: Disk;
  /** The application's cache, whose volume must have room for downloads. */
  cacheFolder: string;
}
