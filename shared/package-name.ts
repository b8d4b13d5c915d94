/** A package's name as people write it (PEP 508). Alone in its file, so that the command line's help loads no more than this. */
export const packageNamePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
