import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonProblem } from '../../electron/json-problem.ts';
import { loadManifest } from '../../electron/load-manifest.ts';
import { temporaryFolder } from '../support/cli.ts';

const good = {
  schemaVersion: 1,
  name: 'small',
  title: 'Small stack',
  python: '>=3.10',
  layers: [{ id: 'core', title: 'Core', requirements: ['numpy'], checks: [] }],
};

const written = async (content: string | Buffer): Promise<string> => {
  const file = join(await temporaryFolder(), 'manifest.json');
  await writeFile(file, content);
  return file;
};

const invalid = (path: string, ...problems: unknown[]) => ({
  ok: false,
  failure: { code: 'manifest-invalid', path, problems },
});

describe('a manifest', () => {
  it('is read from a file, with defaults filled in', async () => {
    expect(await loadManifest(await written(JSON.stringify(good)))).toMatchObject({
      ok: true,
      value: { name: 'small', retry: { attempts: 3 } },
    });
  });

  it('may begin with the byte-order mark of a Windows editor', async () => {
    expect(await loadManifest(await written(`\ufeff${JSON.stringify(good)}`))).toMatchObject({ ok: true });
  });

  it('that is not there is said to be missing, also below a file', async () => {
    const file = await written('{}');
    const absent = join(file, '../absent.json');
    const below = join(file, 'below.json');
    expect(await loadManifest(absent)).toEqual({ ok: false, failure: { code: 'manifest-missing', path: absent } });
    expect(await loadManifest(below)).toEqual({ ok: false, failure: { code: 'manifest-missing', path: below } });
  });

  it('that is a folder is refused', async () => {
    const folder = await temporaryFolder();
    expect(await loadManifest(folder)).toEqual(invalid(folder, 'it is a folder, not a file'));
  });

  it('that never ends is refused', async (context) => {
    if (process.platform === 'win32') context.skip('needs /dev/zero');
    expect(await loadManifest('/dev/zero')).toEqual(invalid('/dev/zero', 'it is not a regular file'));
  });

  it('that may not be read is refused', async (context) => {
    if (process.platform === 'win32' || process.getuid?.() === 0)
      context.skip('needs a file that this user may not read');
    const file = await written('{}');
    await chmod(file, 0);
    expect(await loadManifest(file)).toEqual(invalid(file, 'your account may not read it'));
  });

  it('that may not be read is refused, seen from another user', async (context) => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) context.skip('needs root to become another user');
    const file = await written('{}');
    await chmod(join(file, '..'), 0o755);
    await chmod(file, 0);
    const script = `import(${JSON.stringify(join(import.meta.dirname, '../../electron/load-manifest.ts'))}).then(async (m) => { process.setgid(65534); process.setuid(65534); console.log(JSON.stringify(await m.loadManifest(process.argv[1]))); })`;
    const said = execFileSync(process.execPath, ['-e', script, file], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(invalid(file, 'your account may not read it'));
  });

  it('may have a mebibyte and not a byte more', async () => {
    const text = JSON.stringify(good);
    const limit = 1024 * 1024;
    expect(await loadManifest(await written(text + ' '.repeat(limit - text.length)))).toMatchObject({ ok: true });
    const large = await written(text + ' '.repeat(limit - text.length + 1));
    expect(await loadManifest(large)).toEqual(invalid(large, 'it is larger than 1 MiB'));
  });

  it('that is no text is refused', async () => {
    const file = await written(Buffer.from([0xff, 0xfe, 0x7b, 0x00]));
    expect(await loadManifest(file)).toEqual(invalid(file, 'it is not UTF-8 text'));
  });

  it('has the line of a JSON error named', async () => {
    const file = await written('{\n  "name": "small",\n}\n');
    expect(await loadManifest(file)).toEqual(
      invalid(file, 'line 3, column 1: a value is missing, or the comma before "}" is too many'),
    );
  });

  it('has each problem named with its place, and no more of them than a person reads', async () => {
    const file = await written(JSON.stringify({ ...good, name: 'A b' }));
    expect(await loadManifest(file)).toEqual(invalid(file, expect.stringMatching(/^name: /)));
    const hopeless = await loadManifest(
      await written(JSON.stringify({ ...good, remove: Array.from({ length: 500 }, () => '-r x') })),
    );
    if (hopeless.ok || hopeless.failure.code !== 'manifest-invalid') throw new Error('it was accepted');
    expect(hopeless.failure.problems).toHaveLength(11);
    expect(hopeless.failure.problems.at(-1)).toBe('and 490 more');
  });

  it.each([
    ['fsspec==foo_bar!x', '==foo_bar!x'],
    ['numpy==1..2', '==1..2'],
    ['numpy[all] >=2, ~=1', '>=2, ~=1'],
  ])('may not ask for %j, wherever it stands', async (requirement, range) => {
    const says = `"${range}" is not a version range`;
    const variant = { accelerator: 'cpu', requirements: ['torch', requirement] };
    const layer = {
      ...good.layers[0],
      requirements: [requirement],
      variants: [{ ...variant, sources: [{ index: 'default' }, { index: 'default', requirements: [requirement] }] }],
    };
    const file = await written(JSON.stringify({ ...good, layers: [layer] }));
    expect(await loadManifest(file)).toEqual(
      invalid(
        file,
        `layers.0.requirements.0: ${says}`,
        `layers.0.variants.0.requirements.1: ${says}`,
        `layers.0.variants.0.sources.1.requirements.0: ${says}`,
      ),
    );
  });

  it('needs a Python range that can be understood', async () => {
    const file = await written(JSON.stringify({ ...good, python: '>=3..10' }));
    expect(await loadManifest(file)).toEqual(invalid(file, 'python: ">=3..10" is not a version range'));
  });

  it('may not remove what it requires, however that is spelled', async () => {
    const file = await written(JSON.stringify({ ...good, remove: ['torchao', 'NumPy'] }));
    expect(await loadManifest(file)).toEqual(invalid(file, 'remove.1: NumPy is both required and removed'));
  });

  it('of a million brackets is refused and not a crash', async () => {
    const file = await written('['.repeat(1024 * 1024));
    expect(await loadManifest(file)).toEqual(invalid(file, 'line 1, column 1048577: the file ends too early'));
  });

  it('that is in a folder that cannot be entered', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a'));
    const file = join(folder, 'a', 'x'.repeat(300));
    expect(await loadManifest(file)).toEqual(invalid(file, 'it cannot be read (ENAMETOOLONG)'));
  });
});

describe('the place of a JSON error', () => {
  it.each([
    ['', 'line 1, column 1: the file ends too early'],
    ['{\n"a": 1', 'line 2, column 7: the file ends too early'],
    ['{"a" 1}', 'line 1, column 6: a colon was expected, not "1"'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: a comma or the end of the list was expected, not "\\""'],
    ['{a: 1}', 'line 1, column 2: a name in double quotes was expected, not "a"'],
    ["{'a': 1}", 'line 1, column 2: a name in double quotes was expected, not "\'"'],
    ['[1,]', 'line 1, column 4: a value is missing, or the comma before "]" is too many'],
    ['[1,\r\n2,\r\n// two\r\n3]', 'line 3, column 1: JSON has no comments'],
    ['{"a": True}', 'line 1, column 7: a value was expected, not "True"'],
    ['{"a": 01}', 'line 1, column 7: a value was expected, not "01"'],
    ['{} {}', 'line 1, column 4: nothing more was expected, but there is "{"'],
    ['[1}', 'line 1, column 3: a comma or the end of the list was expected, not "}"'],
    ['{"a": "b\nc"}', 'line 1, column 7: a value was expected, not "\\""'],
    ['hello', 'line 1, column 1: a value was expected, not "hello"'],
  ])('in %j is %s', (text, problem) => {
    expect(jsonProblem(text)).toBe(problem);
  });

  it('is found exactly where JSON.parse refuses a text', () => {
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(fc.property(fc.json(), (text) => jsonProblem(text) === null));
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '1',
        '-0.5e3',
        'true',
        'null',
        ' ',
        '\n',
        '"',
        '\\u00e9',
        'x',
        '01',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (parts) => (jsonProblem(parts.join('')) === null) === isJson(parts.join(''))),
      { numRuns: 5000 },
    );
  });
});
