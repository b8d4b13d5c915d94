/**
 * Names of the window's IPC channels. In a file of their own because the preload script, which
 * must stay small and free of other modules, needs nothing else of the contract.
 */
export const channels = {
  call: 'smart-installer:call',
  events: 'smart-installer:events',
  command: 'smart-installer:command',
} as const;
