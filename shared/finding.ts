import { z } from 'zod';

/**
 * One thing that is wrong with an environment, with its evidence. The wording is in wording.ts,
 * the answer in the engine's plan.ts.
 */
const layer = z.string();
const name = z.string(); // a package's normalised name (PEP 503)

export const findingSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('environment-absent'), path: z.string() }),
  z.object({ code: z.literal('interpreter-broken'), path: z.string(), detail: z.array(z.string()) }),
  z.object({ code: z.literal('interpreter-outside-range'), version: z.string(), wanted: z.string() }),
  /** A `~name` or `-name` folder that an interrupted uninstall left. */
  z.object({ code: z.literal('leftover'), path: z.string(), package: name }),
  /** `version` is null for what is importable but has no dist-info: a torn uninstall leaves that. */
  z.object({ code: z.literal('unwanted-package'), package: name, version: z.string().nullable() }),
  z.object({ code: z.literal('requirement-missing'), layer, requirement: z.string() }),
  z.object({
    code: z.literal('version-outside'),
    layer,
    package: name,
    requirement: z.string(),
    version: z.string(),
  }),
  z.object({
    code: z.literal('wrong-build'),
    layer,
    package: name,
    build: z.string(),
    wanted: z.string(),
  }),
  z.object({
    code: z.literal('import-broken'),
    layer,
    module: z.string(),
    error: z.string(),
    detail: z.array(z.string()),
  }),
  /** A check beyond an import failed: a calculation on the accelerator, or a module that is run. */
  z.object({ code: z.literal('check-failed'), layer, subject: z.string(), detail: z.string() }),
  z.object({ code: z.literal('unfinished-run'), run: z.string(), at: z.number() }),
]);

export type Finding = z.infer<typeof findingSchema>;
export type FindingCode = Finding['code'];
