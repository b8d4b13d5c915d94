import { createAudit } from '../../electron/engine/tools/audit.ts';

/** Audits an environment once, every file hashed; a program of its own, so that its start is measured. */
const [, , root = ''] = process.argv;
const found = await createAudit()({ root, deep: true, abi: null, signal: new AbortController().signal });
if (found.length > 0) throw new Error(JSON.stringify(found));
