import { describe, expect, it } from 'vitest';
import { manifestProblems, manifestSchema } from '../../shared/manifest.ts';
import llm from '../../shared/manifests/llm.json' with { type: 'json' };
import { layersOf, profileNames } from '../../shared/profiles.ts';

const good = {
  schemaVersion: 1,
  name: 'small',
  title: 'Small stack',
  python: '>=3.10,<3.14',
  layers: [{ id: 'core', title: 'Core', requirements: ['numpy'], checks: [{ kind: 'import', module: 'numpy' }] }],
};

const problemsOf = (manifest: unknown): string[] => {
  const parsed = manifestSchema.safeParse(manifest);
  return parsed.success ? [] : manifestProblems(parsed.error);
};

const withLayer = (more: object) => ({ ...good, layers: [{ ...good.layers[0], ...more }] });
const withRequirement = (requirement: unknown) => withLayer({ requirements: [requirement] });
const withSource = (index: unknown) =>
  withLayer({ variants: [{ accelerator: 'cpu', requirements: ['torch'], sources: [{ index }] }] });

describe('the manifest that the product brings', () => {
  const manifest = manifestSchema.parse(llm);

  it('is valid, with the profiles full and core', () => {
    expect(profileNames(manifest)).toEqual(['full', 'core']);
    expect(layersOf(manifest, 'full')?.map(({ id }) => id)).toEqual(['core', 'torch', 'llm']);
    expect(layersOf(manifest, 'core')?.map(({ id }) => id)).toEqual(['core']);
    expect(manifest.remove).toEqual(['torchao']);
  });

  it('keeps the original’s waits', () => {
    expect(manifest.retry).toEqual({ attempts: 3, waitSeconds: [2, 4, 6] });
  });

  it('knows no other profile, not even the names that every object has', () => {
    for (const name of ['huge', 'constructor', '__proto__', 'toString', ''])
      expect(layersOf(manifest, name)).toBeNull();
  });
});

describe('a manifest', () => {
  const withVariant = (more: object) =>
    withLayer({
      variants: [{ accelerator: 'cpu', requirements: ['torch'], sources: [{ index: 'default' }], ...more }],
    });

  it.each([
    [{ python: '<3.13' }],
    [{ platforms: ['linux'], architectures: ['x64', 'arm64'] }],
    [{ sources: [{ index: 'default', platforms: ['linux'], architectures: ['x64'] }] }],
  ])('may say where and for which Python a build is: %j', (more) => {
    expect(problemsOf(withVariant(more))).toEqual([]);
  });

  it.each([
    [{ python: '3.13' }, 'layers.0.variants.0.python'],
    [{ python: '<3.13; rm' }, 'layers.0.variants.0.python'],
    [{ architectures: [] }, 'layers.0.variants.0.architectures'],
    [{ architectures: ['mips'] }, 'layers.0.variants.0.architectures.0'],
    [{ sources: [{ index: 'default', platforms: ['beos'] }] }, 'layers.0.variants.0.sources.0.platforms.0'],
    [{ sources: [{ index: 'default', python: '<3' }] }, 'layers.0.variants.0.sources.0'],
  ])('is refused with a build %j', (more, place) => {
    expect(problemsOf(withVariant(more)).map((problem) => problem.split(':')[0])).toEqual([place]);
  });

  it('is accepted as small as it can be, and filled up', () => {
    expect(manifestSchema.parse(good)).toMatchObject({ remove: [], profiles: {}, retry: { attempts: 3 } });
  });

  it.each([
    ['numpy'],
    ['numpy>=2,<3'],
    ['numpy >= 2.0 , < 3'],
    ['torch==2.5.1+cu124'],
    ['transformers[torch,sentencepiece]~=4.40'],
    ['zope.interface!=6.*'],
    ['a'],
    ['A1_b-c.d===1.0-custom'],
  ])('may ask for %j', (requirement) => {
    expect(problemsOf(withRequirement(requirement))).toEqual([]);
  });

  it.each([
    [''],
    ['-r other.txt'],
    ['--index-url=https://evil.example'],
    ['numpy; os.system("x")'],
    ['numpy @ https://evil.example/numpy.whl'],
    ['https://evil.example/numpy.whl'],
    ['./numpy'],
    ['../numpy'],
    ['C:\\numpy.whl'],
    ['numpy\n--index-url=https://evil.example'],
    ['numpy\n'],
    ['numpy>='],
    ['numpy 2'],
    ['numpy>=2,'],
    ['numpy>=2,,<3'],
    ['numpy==1==2'],
    ['numpy-'],
    ['nump\u0443'],
    [`n${'u'.repeat(200)}`],
    [7],
    [null],
  ])('may not ask for %j', (requirement) => {
    const problems = problemsOf(withRequirement(requirement));
    expect(problems[0]).toMatch(/^layers\.0\.requirements\.0: ./);
  });

  it.each([
    ['https://download.example/whl/cpu'],
    ['http://127.0.0.1:8080/simple/'],
    ['http://localhost:3141/simple/'],
    ['http://artifactory/simple'],
    ['default'],
  ])('may name the index %j', (index) => {
    expect(problemsOf(withSource(index))).toEqual([]);
  });

  it.each([
    ['file:///etc'],
    ['ftp://index.example/'],
    ['javascript:alert(1)'],
    ['index.example/simple'],
    ['--help'],
    [''],
    ['https://a.example/ x'],
  ])('may not name the index %j', (index) => {
    expect(problemsOf(withSource(index)).join()).toMatch(/^layers\.0\.variants\.0\.sources\.0\.index: ./);
  });

  it('has no line break left in an index', () => {
    const source = manifestSchema.parse(withSource('https://a.example/\n--pre')).layers[0]?.variants?.[0]?.sources[0];
    expect(source).toEqual({ index: 'https://a.example/--pre' });
  });

  it.each<[string, unknown, RegExp]>([
    ['no object', 'text', /^manifest: /],
    ['nothing in it', {}, /^schemaVersion: /],
    ['a later version', { ...good, schemaVersion: 2 }, /^schemaVersion: /],
    ['a key that does not exist', { ...good, layer: [] }, /^manifest: .*"layer"/],
    ['a shell command', { ...good, postInstall: 'rm -rf /' }, /^manifest: .*"postInstall"/],
    ['no layer', { ...good, layers: [] }, /^layers: /],
    ['a name in capitals', { ...good, name: 'Small' }, /^name: must be lower-case/],
    ['an empty title', { ...good, title: '' }, /^title: /],
    ['no version range', { ...good, python: '3.12' }, /^python: must be a version range/],
    ['a layer twice', { ...good, layers: [...good.layers, ...good.layers] }, /^layers\.1\.id: "core" is used twice/],
    ['a profile of no layer', { ...good, profiles: { small: ['tiny'] } }, /^profiles\.small: there is no layer "tiny"/],
    ['a profile without layers', { ...good, profiles: { small: [] } }, /^profiles\.small: /],
    [
      'a module that is none',
      withLayer({ checks: [{ kind: 'import', module: 'os; import sys' }] }),
      /^layers\.0\.checks\.0\.module: must be a Python module/,
    ],
    ['a check of no kind', withLayer({ checks: [{ kind: 'shell', command: 'x' }] }), /^layers\.0\.checks\.0\.kind: /],
    [
      'an accelerator that is none',
      withLayer({ variants: [{ accelerator: 'gpu', requirements: ['torch'], sources: [{ index: 'default' }] }] }),
      /^layers\.0\.variants\.0\.accelerator: must be cpu/,
    ],
    [
      'a variant without sources',
      withLayer({ variants: [{ accelerator: 'cpu', requirements: ['torch'], sources: [] }] }),
      /^layers\.0\.variants\.0\.sources: /,
    ],
    [
      'a platform that is none',
      withLayer({
        variants: [
          { accelerator: 'cpu', platforms: ['beos'], requirements: ['torch'], sources: [{ index: 'default' }] },
        ],
      }),
      /^layers\.0\.variants\.0\.platforms\.0: /,
    ],
    ['something to remove that is no name', { ...good, remove: ['torchao==1'] }, /^remove\.0: must be a package name/],
    ['endless attempts', { ...good, retry: { attempts: 1000 } }, /^retry\.attempts: /],
    ['a program that is a path', { ...good, launch: { module: '/bin/sh' } }, /^launch\.module: /],
    ['a program and a shell', { ...good, launch: { module: 'app', shell: true } }, /^launch: /],
    ...[
      '',
      { port: 0 },
      { port: 65_536 },
      { port: 80, url: 'http://127.0.0.1/' },
      { url: 'http://models.example/' },
      { url: 'http://127.0.0.1@models.example/' },
      { url: 'http://127.0.0.1.models.example/' },
      { url: 'http://localhost:80@models.example/' },
      { url: 'https://localhost/' },
      { url: 'file:///etc/passwd' },
    ].map((ready): [string, object, RegExp] => [
      `the ready signal ${JSON.stringify(ready)}`,
      { ...good, launch: { module: 'app', ready } },
      /^launch\.ready/,
    ]),
  ])('is refused with %s, and the place is said', (_, manifest, problem) => {
    const problems = problemsOf(manifest);
    expect(
      problems.filter((one) => problem.test(one)),
      problems.join('\n'),
    ).toHaveLength(1);
  });

  it('has all its problems told at once', () => {
    expect(problemsOf({ ...good, name: 'A', title: '', python: 'x' })).toHaveLength(3);
  });

  it.each<[string, unknown]>([
    ['a long name', withRequirement('a'.repeat(500_000))],
    ['a long name that does not end as it must', withRequirement(`${'a-'.repeat(250_000)}`)],
    ['many specifiers', withRequirement(`a${'==1!'.repeat(100_000)}`)],
    ['many commas', withRequirement(`a${'>=1,'.repeat(100_000)}x`)],
    ['spaces within a requirement', withRequirement(`a>=1${' '.repeat(500_000)}x`)],
    ['extras without end', withRequirement(`a[${'b,'.repeat(250_000)}`)],
    ['spaces within the Python range', { ...good, python: `>=3.10${' '.repeat(500_000)}x` }],
    ['many Python ranges', { ...good, python: `${'>=3.10'.repeat(80_000)}x` }],
    ['a long module', withLayer({ checks: [{ kind: 'import', module: `${'a.'.repeat(250_000)}!` }] })],
    [
      'a long accelerator',
      withLayer({
        variants: [
          { accelerator: `rocm1${'.1'.repeat(250_000)}x`, requirements: ['a'], sources: [{ index: 'default' }] },
        ],
      }),
    ],
    ['a long index', withSource(`https://${'a.'.repeat(250_000)}`)],
  ])('of a hostile kind is refused at once: %s', (_, manifest) => {
    const began = performance.now();
    manifestSchema.safeParse(manifest);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
