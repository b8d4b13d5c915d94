import { z } from 'zod';

/** How far the download of wheels has come. Sizes in bytes, times in milliseconds; null where nobody can tell yet. */
export const downloadFileSchema = z.object({
  /** Normalised name of its package. */
  package: z.string(),
  filename: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  msLeft: z.number().nullable(),
  /** `verifying`: its content is compared with its hash, before it is used again or goes on. */
  state: z.enum(['waiting', 'downloading', 'verifying', 'done']),
});

export const downloadProgressSchema = z.object({
  done: z.number(),
  total: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  msLeft: z.number().nullable(),
  /** Those that changed since the last time; the first time all of them. */
  files: z.array(downloadFileSchema),
});

export type DownloadFile = z.infer<typeof downloadFileSchema>;
export type DownloadProgress = z.infer<typeof downloadProgressSchema>;
