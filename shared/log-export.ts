/** What a view learns of an export of logs; it never names the zip's place, the user does in the system's dialog. */

/** Sizes are about what is in the zip before it is compressed; `leftOut` bytes of long journals are not. */
export interface ExportPreview {
  kinds: { kind: 'journals' | 'wanted' | 'reports' | 'window'; count: number; bytes: number; leftOut: number }[];
}

/** How far an export is, in bytes; null where there is none at work. */
export type ExportStatus = { done: number; total: number } | null;

/** `redactions`: how often something private was taken out. */
export type ExportResult =
  | { kind: 'written'; path: string; files: number; redactions: number }
  | { kind: 'not-chosen' }
  | { kind: 'stopped' }
  | { kind: 'busy' };
