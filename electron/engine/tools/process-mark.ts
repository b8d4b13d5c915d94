import { randomUUID } from 'node:crypto';

/**
 * A variable that everything this process starts carries, down to the last grandchild: so a later
 * run finds what goes on working in an environment although the run that started it was killed.
 */
export const markVariable = 'SMART_INSTALLER_STARTED_BY';

export const markOfThisProcess = randomUUID();
