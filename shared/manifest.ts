import { z } from 'zod';
import { packageNamePattern } from './package-name.ts';

/**
 * The manifest: what an environment must be. It names packages, checks and a program to launch;
 * it can never name a shell command. Published as JSON Schema by `npm run schema`.
 */

/**
 * PEP 508 without URL and marker: name, extras, version specifiers. Variants answer for platforms.
 * Commas are needed between specifiers, so that no text makes the expression try twice.
 */
const requirement = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._, -]+\])? *(?:(?:===|~=|==|!=|<=|>=|<|>) *[A-Za-z0-9.*+!_-]+(?: *, *(?:===|~=|==|!=|<=|>=|<|>) *[A-Za-z0-9.*+!_-]+)*)?$/,
    'must be a package name with optional version specifiers, such as numpy>=2,<3',
  );

export const packageName = z.string().max(100).regex(packageNamePattern, 'must be a package name');

const moduleName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/, 'must be a Python module name');

const identifier = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens');

export const acceleratorSchema = z
  .string()
  .regex(/^(?:cpu|cu\d{3}|rocm\d+(?:\.\d+)*|xpu|mps)$/, 'must be cpu, cu124, rocm6.2, xpu, mps or the like');

export const platformSchema = z.enum(['linux', 'win32', 'darwin']);

/** Of this computer only: what a manifest names is asked again and again while the program starts. */
const loopbackUrl = z
  .string()
  .max(300)
  .regex(
    /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?(?:\/[^\s@]*)?$/,
    'must be an http URL on 127.0.0.1, localhost or [::1]',
  );

const readySchema = z.union(
  [
    z.string().min(1).max(200),
    z.strictObject({ port: z.number().int().min(1).max(65_535) }),
    z.strictObject({ url: loopbackUrl }),
  ],
  'must be a text in the output, {"port": number} or {"url": an http URL on this computer}',
);

/** PEP 440 specifiers, such as >=3.10,<3.14. */
const pythonRange = z
  .string()
  .max(100)
  .regex(
    /^ *(?:~=|==|!=|<=|>=|<|>) *[0-9][0-9.*]*(?: *, *(?:~=|==|!=|<=|>=|<|>) *[0-9][0-9.*]*)*$/,
    'must be a version range such as >=3.10,<3.14',
  );

/** Where something is to be had; everywhere, if nothing is said. */
const where = {
  platforms: z.array(platformSchema).min(1).optional(),
  /** Of the processor: x64 or arm64. */
  architectures: z
    .array(z.enum(['x64', 'arm64']))
    .min(1)
    .optional(),
};

/** `default` is the index that the user's own configuration names. */
const indexSource = z.strictObject({
  // z.httpUrl() would refuse mirrors by address or by a short name, such as http://artifactory/simple.
  index: z.union(
    [
      z.literal('default'),
      z
        .url({ protocol: /^https?$/ })
        .max(1000)
        .regex(/^\S+$/),
    ],
    'must be "default" or an http or https URL',
  ),
  /** Requirements that hold for this index only, such as torch==2.5.1+cu124. */
  requirements: z.array(requirement).min(1).optional(),
  /** The default index has CUDA builds of torch for Linux on x64 only, and CPU builds elsewhere. */
  ...where,
});

const variantSchema = z.strictObject({
  accelerator: acceleratorSchema,
  ...where,
  /** Python versions that its packages have wheels for, within the manifest's own range. */
  python: pythonRange.optional(),
  requirements: z.array(requirement).min(1),
  /** In order of preference; the next one is used, and said, where one cannot be reached. */
  sources: z.array(indexSource).min(1),
});

const checkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('import'), module: moduleName }),
  z.strictObject({ kind: z.literal('accelerator') }),
  z.strictObject({ kind: z.literal('run'), module: moduleName, arguments: z.array(z.string().max(200)).max(20) }),
]);

const layerSchema = z.strictObject({
  id: identifier,
  title: z.string().min(1).max(60),
  requirements: z.array(requirement),
  variants: z.array(variantSchema).optional(),
  checks: z.array(checkSchema),
});

export const manifestSchema = z
  .strictObject({
    $schema: z.string().optional(),
    schemaVersion: z.literal(1),
    name: identifier,
    title: z.string().min(1).max(80),
    python: pythonRange,
    remove: z.array(packageName).default([]),
    /** Packages that may be built from source code where no wheel of them will do; that runs code of theirs. */
    buildFromSource: z.array(packageName).max(100).default([]),
    layers: z.array(layerSchema).min(1),
    /** Profile name → ids of its layers; without one, all layers are the profile `full`. */
    profiles: z.record(identifier, z.array(identifier).min(1)).default({}),
    launch: z
      .strictObject({
        /** Run as `python -m` with the environment's own Python. */
        module: moduleName,
        arguments: z.array(z.string().max(500)).max(50).default([]),
        /**
         * When it is ready: a text in its output, a port of this computer that takes connections, or a
         * URL of this computer that answers. Without one, it is when it has run for the time limit.
         */
        ready: readySchema.optional(),
        /** From its start until it is ready. */
        timeLimitSeconds: z.number().int().positive().max(3600).default(120),
      })
      .optional(),
    retry: z
      .strictObject({
        attempts: z.number().int().min(1).max(10).default(3),
        waitSeconds: z.array(z.number().min(0).max(600)).min(1).default([2, 4, 6]),
      })
      .default({ attempts: 3, waitSeconds: [2, 4, 6] }),
  })
  .superRefine((manifest, issues) => {
    const ids = new Set<string>();
    manifest.layers.forEach((layer, at) => {
      if (ids.has(layer.id))
        issues.addIssue({ code: 'custom', path: ['layers', at, 'id'], message: `"${layer.id}" is used twice` });
      ids.add(layer.id);
    });
    for (const [profile, layers] of Object.entries(manifest.profiles))
      for (const id of layers)
        if (!ids.has(id))
          issues.addIssue({ code: 'custom', path: ['profiles', profile], message: `there is no layer "${id}"` });
  });

export type Manifest = z.infer<typeof manifestSchema>;
export type Layer = Manifest['layers'][number];
export type Variant = NonNullable<Layer['variants']>[number];
export type Launch = NonNullable<Manifest['launch']>;
export type ReadySignal = NonNullable<Launch['ready']>;
export type Platform = z.infer<typeof platformSchema>;

/** Every problem of a manifest, each with the place in it, for a person to mend. */
export const manifestProblems = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.length === 0 ? 'manifest' : issue.path.join('.')}: ${issue.message}`);
