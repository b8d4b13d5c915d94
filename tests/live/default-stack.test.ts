import { beforeAll, describe, expect, test } from 'vitest';
import { meets } from '../../electron/engine/requirement.ts';
import { createCommand } from '../../electron/engine/tools/command.ts';
import { readIndexChoice } from '../../electron/engine/tools/index-choice.ts';
import { indexArguments, uvEnvironment } from '../../electron/engine/tools/uv/environment.ts';
import { manifestSchema, type Variant } from '../../shared/manifest.ts';
import llm from '../../shared/manifests/llm.json' with { type: 'json' };
import { layersOf } from '../../shared/profiles.ts';
import { testHome, testUv } from '../support/python.ts';
import { isUnreachable } from '../support/uv-unreachable.ts';

const manifest = manifestSchema.parse(llm);
const layers = layersOf(manifest, 'full') ?? [];
const variants = layers.flatMap((layer) => layer.variants ?? []);
const common = layers.flatMap(({ requirements }) => requirements);

const systems = [
  { platform: 'linux', architecture: 'x64', uv: 'x86_64-manylinux_2_28' },
  { platform: 'linux', architecture: 'arm64', uv: 'aarch64-manylinux_2_28' },
  { platform: 'win32', architecture: 'x64', uv: 'x86_64-pc-windows-msvc' },
  { platform: 'darwin', architecture: 'arm64', uv: 'aarch64-apple-darwin' },
  { platform: 'darwin', architecture: 'x64', uv: 'x86_64-apple-darwin' },
] as const;
type System = (typeof systems)[number];

const pythons = ['3.10', '3.11', '3.12', '3.13', '3.14'].filter((version) => meets(`${version}.1`, manifest.python));

const isFor = (one: Pick<Variant, 'platforms' | 'architectures'>, { platform, architecture }: System): boolean =>
  (one.platforms ?? [platform]).includes(platform) && (one.architectures ?? [architecture]).includes(architecture);

const withoutLocal = (requirement: string): string => requirement.replace(/\+[a-z0-9.]+$/, '');

/**
 * Every build of the default stack, together with its other layers, is resolved (nothing is
 * downloaded but metadata) for each system and Python that it is for. PyTorch's own indexes may be
 * out of reach: then the same versions are resolved against the index that this machine's own
 * configuration names, and what only they have is told as skipped.
 */
describe('the default stack', () => {
  const command = createCommand();
  let uv: string | null = null;
  let problem = '';
  beforeAll(async () => {
    const found = await testUv();
    uv = found.uv?.path ?? null;
    problem = found.problem ?? '';
  });

  const resolved = new Map<string, Promise<string | null>>();
  /** What uv says where it cannot resolve these; null where it can. */
  const resolve = (requirements: readonly string[], system: System, python: string, index: string | null) => {
    const key = JSON.stringify([[...requirements].sort(), system.uv, python, index]);
    const known = resolved.get(key) ?? compile(requirements, system, python, index);
    resolved.set(key, known);
    return known;
  };
  const compile = async (
    requirements: readonly string[],
    system: System,
    python: string,
    index: string | null,
  ): Promise<string | null> => {
    const options = { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false };
    const choice = await readIndexChoice(options, index, () => undefined);
    const result = await command(
      uv ?? '',
      [
        ...['pip', 'compile', '--only-binary', ':all:', '--no-header', '--no-annotate', ...indexArguments(choice)],
        ...['--python-platform', system.uv, '--python-version', python, '-'],
      ],
      {
        env: uvEnvironment(testHome, choice),
        input: `${[...common, ...requirements].join('\n')}\n`,
        signal: new AbortController().signal,
        timeLimitMs: 120_000,
      },
    );
    return result.exitCode === 0 ? null : result.stderr.replace(/\s+/g, ' ');
  };

  for (const variant of variants) {
    const own = systems.filter((system) => isFor(variant, system));
    const versions = pythons.filter((version) => variant.python === undefined || meets(`${version}.1`, variant.python));
    const name = `${variant.accelerator} with ${withoutLocal(variant.sources[0]?.requirements?.[0] ?? variant.requirements[0] ?? '')} on ${own.map(({ uv: id }) => id).join(', ')}, Python ${versions.join(', ')}`;

    test(`${name}: the versions fit together`, async ({ skip }) => {
      if (uv === null) return skip(problem);
      expect(versions.length * own.length).toBeGreaterThan(0);
      const problems: string[] = [];
      for (const system of own)
        for (const python of versions)
          for (const source of variant.sources.filter((one) => isFor(one, system))) {
            const requirements = (source.requirements ?? variant.requirements).map(withoutLocal);
            const said = await resolve(requirements, system, python, null);
            if (said !== null && isUnreachable(said)) return skip(`the default index cannot be reached: ${said}`);
            if (said !== null) problems.push(`${system.uv}, Python ${python}: ${said}`);
          }
      expect(problems).toEqual([]);
    });

    for (const { index, requirements = variant.requirements } of variant.sources) {
      const [system] = own;
      const python = versions.at(-1);
      if (index === 'default' || system === undefined || python === undefined) continue;
      test(`${name}: that index has the builds`, async ({ skip }) => {
        if (uv === null) return skip(problem);
        const said = await resolve(requirements, system, python, index);
        if (said !== null && isUnreachable(said)) skip(`PyTorch's own index cannot be reached from here`);
        expect(said).toBeNull();
      });
    }
  }

  test('Python 3.13 has no wheels of the classic triple, which is why another build is offered there', async ({
    skip,
  }) => {
    if (uv === null) return skip(problem);
    const said = await resolve(['torch==2.5.1', 'torchvision==0.20.1', 'torchaudio==2.5.1'], systems[0], '3.13', null);
    if (said !== null && isUnreachable(said)) return skip('the default index cannot be reached from here');
    expect(said).toMatch(/cp313|Python ABI/);
  });
});
