import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AcceleratorTrouble } from '../../shared/accelerator-trouble.ts';
import type { Fact } from '../../shared/events.ts';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import { failureSchema } from '../../shared/failure.ts';
import { type FindingCode, findingSchema } from '../../shared/finding.ts';
import type { Phase, StepOf } from '../../shared/plan.ts';
import { provenLines } from '../../shared/wording/terminal.ts';
import {
  bySeverity,
  bytes,
  describeEvent,
  duration,
  listed,
  memory,
  planLeftAlone,
  planScope,
  planSize,
  secondsLeft,
  severityWords,
  stepReason,
  stepSize,
  stepTitle,
  wordAccelerator,
  wordAudit,
  wordFailure,
  wordFinding,
  wordOutcome,
  wordVersions,
  wordWait,
} from '../../shared/wording.ts';
import { machine } from '../support/machines.ts';
import { fold, recorded, runStarted, torchLayer, unreachable, untilWait } from '../support/recorded-run.ts';
import { sampleFindings } from '../support/sample-findings.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'UTC';
});
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const at = Date.UTC(2026, 10, 23, 14, 2);

/** One failure of each code: a new code without a line here is a type error. */
const failures: { [C in FailureCode]: [Extract<Failure, { code: C }>, RegExp] } = {
  usage: [{ code: 'usage', message: 'Unknown command "mend"' }, /^Unknown command "mend"\.$/],
  'manifest-missing': [{ code: 'manifest-missing', path: '/m.json' }, /\/m\.json/],
  'manifest-invalid': [
    { code: 'manifest-invalid', path: '/m.json', problems: ['layers.0: no', 'name: no'] },
    /\/m\.json.*layers\.0: no; name: no\.$/,
  ],
  'profile-unknown': [{ code: 'profile-unknown', profile: 'huge', known: ['full', 'core'] }, /huge/],
  'accelerator-unknown': [{ code: 'accelerator-unknown', accelerator: 'cu999', known: ['cpu'] }, /cu999/],
  'environment-is-a-file': [{ code: 'environment-is-a-file', path: '/env' }, /\/env is a file/],
  'environment-not-ours': [
    { code: 'environment-not-ours', path: '/env', found: 'thesis.docx' },
    /\/env .*thesis\.docx.*nothing in it was touched/,
  ],
  'environment-not-writable': [{ code: 'environment-not-writable', path: '/env' }, /may not write to \/env/],
  'link-leads-out': [
    { code: 'link-leads-out', path: '/env/share', target: '/bigdisk/share' },
    /\/env\/share is a link .*\/bigdisk\/share/,
  ],
  'environment-missing': [{ code: 'environment-missing', path: '/env' }, /\/env/],
  'environment-busy': [
    { code: 'environment-busy', path: '/env', pid: 4711, since: at },
    /process 4711, since 23 Nov 2026, 14:02.*\/env/,
  ],
  'python-not-found': [
    { code: 'python-not-found', wanted: '>=3.10,<3.14', rejected: ['/usr/bin/python3: 3.9.2'] },
    /^No Python 3\.10 or newer, below 3\.14 .*\/usr\/bin\/python3: 3\.9\.2/,
  ],
  'python-unusable': [
    { code: 'python-unusable', path: '/py', reason: 'it does not start.' },
    /\/py cannot be used: it does not start\.$/,
  ],
  'environment-creation-failed': [
    { code: 'environment-creation-failed', python: '/py', detail: ['first', 'ensurepip is missing'] },
    /\/py: ensurepip is missing\.$/,
  ],
  'uv-unavailable': [{ code: 'uv-unavailable', reason: 'no network' }, /uv .*no network/],
  'index-unreachable': [unreachable, /index\.example.*the server closed the connection/],
  'download-failed': [
    { code: 'download-failed', package: 'torch', cause: 'timed out', problem: null },
    /torch failed: timed out/,
  ],
  'hash-mismatch': [{ code: 'hash-mismatch', package: 'torch', detail: [] }, /^torch did not arrive/],
  'package-not-found': [{ code: 'package-not-found', requirement: 'torch==9', detail: [] }, /torch==9/],
  'source-only': [
    { code: 'source-only', package: 'sdist-only', version: '1.2', detail: [] },
    /^sdist-only 1\.2 is available .* only as source code; .*own code/,
  ],
  'build-failed': [
    { code: 'build-failed', package: 'sdist-only', version: '1.2', tool: 'uv', exitCode: 2, detail: ['no compiler'] },
    /^sdist-only 1\.2 could not be built .*: no compiler\.$/,
  ],
  'not-downloaded': [
    { code: 'not-downloaded', requirement: 'torch==9', detail: [] },
    /^torch==9 is not among what was downloaded before\.$/,
  ],
  'wheels-missing': [
    {
      code: 'wheels-missing',
      wheels: [
        { name: 'torch', version: '2.5.1', bytes: 908_300_000 },
        { name: 'numpy', version: '2.1.3', bytes: null },
      ],
    },
    /^Not among what was downloaded before: torch 2\.5\.1 \(908 MB\) and numpy 2\.1\.3\.$/,
  ],
  'requirements-conflict': [
    { code: 'requirements-conflict', detail: ['a needs b<1', 'c needs b>2.'] },
    /a needs b<1 c needs b>2\.$/,
  ],
  'file-locked': [{ code: 'file-locked', path: '/env/c10.dll' }, /using \/env\/c10\.dll/],
  'permission-denied': [{ code: 'permission-denied', path: '/env/x' }, /\/env\/x/],
  'path-too-long': [
    { code: 'path-too-long', path: `/home/${'x'.repeat(5000)}/env` },
    /^The path \/home\/x{44}…x{25}\/env is too long\.$/,
  ],
  'disk-full': [{ code: 'disk-full', path: '/env' }, /\/env is full/],
  'disk-space-low': [
    { code: 'disk-space-low', path: '/env', freeBytes: 1.2e9, neededBytes: 6.5e9 },
    /1\.2 GB free, and 6\.5 GB are needed/,
  ],
  'build-not-served': [
    { code: 'build-not-served', version: '2.5.1', build: 'cpu', accelerator: 'cu124' },
    /^The package index has torch 2\.5\.1 as a CPU build only, and this computer needs the one for CUDA 12\.4\.$/,
  ],
  'install-failed': [
    { code: 'install-failed', layer: 'torch', tool: 'uv', exitCode: 1, detail: ['error: broken', ''] },
    /^uv .*torch: error: broken\.$/,
  ],
  'command-timed-out': [{ code: 'command-timed-out', command: 'nvidia-smi', seconds: 10 }, /nvidia-smi .*10 seconds/],
  'command-failed': [
    { code: 'command-failed', command: 'uv venv', exitCode: 2, detail: [] },
    /uv venv failed: it gave no reason\.$/,
  ],
  'proof-failed': [
    { code: 'proof-failed', layer: 'core', module: 'numpy', detail: ['ImportError: x'], fresh: false },
    /numpy does not work .*: ImportError: x\.$/,
  ],
  'not-healed': [
    { code: 'not-healed', findings: [{ code: 'unwanted-package', package: 'torchao', version: null }], fresh: true },
    /still wrong: torchao is installed/,
  ],
  'launch-missing': [{ code: 'launch-missing', manifest: 'Notebooks' }, /^The manifest "Notebooks" names no program/],
  'launch-failed': [
    {
      code: 'launch-failed',
      command: ['/env/bin/python', '-m', 'app'],
      exitCode: 1,
      signal: null,
      ready: false,
      cause: {
        kind: 'module-missing',
        subject: 'sentencepiece',
        package: 'sentencepiece',
        evidence: "ModuleNotFoundError: No module named 'sentencepiece'",
      },
      finding: { code: 'requirement-missing', layer: 'llm', requirement: 'sentencepiece' },
      findings: 1,
      profile: 'full',
      detail: [],
    },
    /^The program could not be launched: the Python module sentencepiece is missing\. It said: ModuleNotFoundError: .*'sentencepiece'\.$/,
  ],
  'no-logs': [{ code: 'no-logs', environment: '/env' }, /no logs of a run on \/env/],
  'call-invalid': [{ code: 'call-invalid', call: 'start', problems: ['verb: no'] }, /"start".*verb: no/],
  'call-refused': [{ code: 'call-refused', reason: 'it came from another page' }, /another page/],
  'run-in-progress': [{ code: 'run-in-progress', run: 'r1' }, /already in progress/],
  'setting-invalid': [
    { code: 'setting-invalid', setting: 'indexUrl', why: 'credentials' },
    /name or a password must not stand in an address/,
  ],
  'no-such-run': [{ code: 'no-such-run', run: 'r1' }, /has ended/],
  bug: [
    { code: 'bug', message: 'the list is empty\n    at main.ts:1:2', journal: '/j' },
    /^Something unforeseen happened: the list is empty\.$/,
  ],
};

/** What is said of each sample. */
const sentences: Record<FindingCode, string> = {
  'environment-absent': 'There is no environment in /home/ada/env yet.',
  'unfinished-run': 'An earlier run (23 Nov 2026, 14:02) was interrupted before it ended.',
  'interpreter-missing': 'The environment’s Python is missing (/home/ada/env/bin/python).',
  'interpreter-dangling':
    'The environment’s Python leads to /opt/python3.12/bin/python3.12, which is not there any more: that Python was moved, updated or removed.',
  'configuration-missing': 'The environment in /home/ada/env has lost its pyvenv.cfg, or that file is damaged.',
  'interpreter-broken': 'The environment’s Python does not start (/home/ada/env/bin/python).',
  'interpreter-outside-range': 'The environment has Python 3.9.2, but 3.10 or newer, below 3.14 is needed.',
  'disk-low': 'The disk that holds /home/ada/env has only 210 MB free; make room for at least 1.1 GB.',
  leftover: 'An interrupted removal of numpy left the folder ~umpy behind.',
  'files-missing': 'numpy: 5 files are missing (numpy/__init__.py, numpy/version.py and 3 more).',
  'files-truncated':
    'torch: 1 file is not of the right size (torch/lib/libtorch_cuda.so: 0 bytes instead of 901245952 bytes).',
  'files-altered':
    'sympy: 1 file is damaged or changed (sympy/core/add.py: sha256=n4bQgYhMfWWa… instead of sha256=47DEQpj8HBSa…).',
  'files-customized':
    'matplotlib: 1 file was changed after the installation, as settings may be (matplotlib/mpl-data/matplotlibrc).',
  'files-linked':
    'sympy: 1041 files are links to outside the environment and were not checked (sympy/__init__.py, sympy/abc.py and 1039 more).',
  'foreign-abi':
    'numpy: 1 file is made for another Python or system (numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so: cp311 instead of cp312).',
  'metadata-missing': 'fsspec has lost its description (fsspec-2026.10.0.dist-info/METADATA).',
  'metadata-empty': 'The description of fsspec is empty or unreadable (fsspec-2026.10.0.dist-info/METADATA).',
  'record-missing': 'fsspec has lost the list of its files (fsspec-2026.10.0.dist-info/RECORD).',
  'record-empty': 'The list of fsspec’s files is empty, incomplete or unreadable (fsspec-2026.10.0.dist-info/RECORD).',
  'record-unsafe':
    'The list of odd’s files names 1 place outside the environment, which is never touched (../../../../../.profile).',
  'dist-info-duplicated': 'numpy is registered 2 times (1.26.4 and 2.1.3).',
  'package-gone': 'mpmath 1.3.0 is registered, but none of its files is there.',
  'dist-info-missing': 'numpy is there, but not registered as installed (numpy).',
  'files-protected':
    'sympy: 1 file or folder is closed to the environment’s owner (sympy/core: mode 055 instead of mode 755).',
  'wrong-owner':
    'torch: 12 files or folders belong to another user (torch/__init__.py: user 0 instead of user 1000 and 11 more).',
  'unwanted-package': 'torchao 0.7.0 is installed, but it breaks this environment.',
  'requirement-missing': 'numpy>=2 is not installed.',
  'version-outside': 'numpy 1.26.4 is installed, but numpy>=2 is needed.',
  'dependency-missing': 'sympy needs mpmath>=1.1.0,<1.4, which is not installed.',
  'dependency-conflict': 'sympy needs mpmath>=1.1.0,<1.4, but mpmath 1.4.0 is installed.',
  'wrong-build': 'torch is a CPU build, but this computer needs the one for CUDA 12.4.',
  'torch-mismatch': 'torchvision 0.19.0 does not belong to torch 2.5.1, which needs 0.20.1.',
  'import-broken': 'sympy is installed but does not work (SyntaxError: invalid syntax).',
  'numpy-torn': 'numpy does not work because NumPy’s own files are incomplete or do not fit this Python.',
  'library-missing':
    'torch does not work because it needs the library c10_cuda.dll, which cannot be loaded. If a repair does not help, install Microsoft’s Visual C++ runtime.',
  'abi-mix': 'oldext was made for another NumPy than the installed 2.1.3.',
  'module-shadowed':
    '/home/ada/env/bin/numpy.py is found instead of the package numpy; a repair renames it to numpy.py.moved-aside.',
  'accelerator-unproven':
    'A calculation with PyTorch for CUDA 12.4 failed: CUDA error: out of memory. Close other programs that use the GPU, then run diagnose again.',
  'check-failed': 'A calculation on cu124 failed.',
};

describe('a failure', () => {
  it.each(Object.values(failures))('$code says what it is about, and one thing to do', (failure, says) => {
    expect(failureSchema.parse(failure)).toEqual(failure);
    const { sentence, next } = wordFailure(failure);
    expect(sentence).toMatch(says);
    for (const text of [sentence, next]) {
      expect(text).not.toMatch(/undefined|null|\[object|NaN|\n|\.\.$|Oops/);
      expect(text.trim()).toBe(text);
    }
    expect(sentence).toMatch(/\.$/);
    expect(next.length).toBeGreaterThan(5);
  });

  it('names what can be chosen instead', () => {
    expect(wordFailure(failures['profile-unknown'][0]).next).toContain('full, core');
    expect(wordFailure(failures['accelerator-unknown'][0]).next).toContain('auto, cpu');
  });

  it('says where a bug’s journal lies', () => {
    expect(wordFailure(failures.bug[0]).next).toContain('/j');
    expect(wordFailure({ code: 'bug', message: 'x', journal: null }).next).toBe('Please report it.');
  });

  it('says how much space is to be freed', () => {
    expect(wordFailure(failures['disk-space-low'][0]).next).toContain('5.3 GB');
  });
});

describe('a finding', () => {
  it.each(Object.values(sampleFindings))('$code is said in one sentence', (finding) => {
    expect(findingSchema.parse(finding)).toEqual(finding);
    expect(wordFinding(finding)).toBe(sentences[finding.code]);
  });

  it('says in its other forms what is the case', () => {
    expect(wordFinding({ ...sampleFindings['leftover'], only: true })).toBe(
      'An interrupted installation left numpy only in pieces, in the folder ~umpy.',
    );
    expect(wordFinding({ ...sampleFindings['module-shadowed'], inside: false })).toMatch(
      /rename it, or take .* PYTHONPATH\.$/,
    );
    expect(wordFinding({ ...sampleFindings['module-shadowed'], inside: false, atRoot: true })).toMatch(
      /by a program that is started in that folder; rename it\.$/,
    );
    expect(wordFinding({ ...sampleFindings['dependency-conflict'], needed: false })).toMatch(/ does not need sympy; /);
    expect(
      wordFinding({ ...sampleFindings['interpreter-broken'], detail: ['it is the computer’s own Python'] }),
    ).toMatch(/: it is the computer’s own Python\.$/);
    expect(wordFinding({ ...sampleFindings['unwanted-package'], version: null })).toMatch(/^torchao is installed/);
  });
});

describe('a library that cannot be loaded', () => {
  const said = (library: string | null, detail: string[] = []): string =>
    wordFinding({ ...sampleFindings['library-missing'], module: 'numpy', library, detail });

  it('is named where the system names it, and no Windows runtime is spoken of elsewhere', () => {
    expect(said('libopenblas64_p-r0.so')).toBe(
      'numpy does not work because it needs the library libopenblas64_p-r0.so, which cannot be loaded.',
    );
    expect(said(null, ['undefined symbol: cblas_dgemm'])).toBe(
      'numpy does not work because a library that it needs cannot be loaded.',
    );
  });

  it.each([
    ['msvcp140.dll', []],
    [null, ['ImportError: DLL load failed while importing _multiarray_umath: Das angegebene Modul fehlt.']],
    [null, ['OSError: [WinError 126] Das angegebene Modul wurde nicht gefunden']],
  ])('may on Windows be the runtime: %s %j', (library, detail) => {
    expect(said(library, detail)).toMatch(/ If a repair does not help, install Microsoft’s Visual C\+\+ runtime\.$/);
  });
});

describe('findings together', () => {
  it('are told by how bad they are, the worst first, without empty groups', () => {
    const { leftover, 'disk-low': low, 'abi-mix': mix, 'numpy-torn': torn } = sampleFindings;
    expect(bySeverity([low, leftover, mix, torn])).toEqual([
      { severity: 'broken', findings: [mix, torn] },
      { severity: 'wrong', findings: [leftover] },
      { severity: 'notice', findings: [low] },
    ]);
    expect(bySeverity([low])).toHaveLength(1);
    expect(bySeverity([])).toEqual([]);
  });

  it('have a word each for how bad they are', () => {
    expect(Object.values(severityWords)).toEqual(['broken', 'wrong', 'worth knowing']);
  });
});

describe('an audit', () => {
  it.each([
    [0, 2_900_000_000, 'Checking installed files … 0 %, 0 B of 2.9 GB'],
    [1_247_000_000, 2_900_000_000, 'Checking installed files … 43 %, 1.2 of 2.9 GB'],
    [812_000_000, 2_400_000_000, 'Checking installed files … 33 %, 812 MB of 2.4 GB'],
    [2_899_999_999, 2_900_000_000, 'Checking installed files … 99 %, 2.9 of 2.9 GB'],
  ])('at %d of %d bytes', (done, total, text) => {
    expect(wordAudit({ done, total })).toBe(text);
  });

  it('says nothing before and after it', () => {
    expect([null, { done: 0, total: 0 }, { done: 5, total: 5 }].map(wordAudit)).toEqual(['', '', '']);
  });
});

describe('an amount', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [812_000_000, '812 MB'],
    [999_999_999, '1.0 GB'],
    [2_400_000_000, '2.4 GB'],
    [120e9, '120 GB'],
    [3.21e12, '3.2 TB'],
    [5e15, '5000 TB'],
  ])('of %d bytes is %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it.each([
    [12_282 * 2 ** 20, '12 GB'],
    [64 * 2 ** 30, '64 GB'],
    [1.5 * 2 ** 30, '1.5 GB'],
    [33_567_000_000, '31 GB'],
  ])('of %d bytes of memory is %s', (count, text) => {
    expect(memory(count)).toBe(text);
  });

  it.each([
    [0, '0.0 s'],
    [400, '0.4 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [12_345, '12 s'],
    [59_600, '1 min'],
    [168_000, '2 min 48 s'],
    [3_599_600, '1 h'],
    [3_900_000, '1 h 5 min'],
    [7_199_000, '2 h'],
  ])('of %d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('of seconds left never goes below 0', () => {
    expect([secondsLeft(5000, 1001), secondsLeft(5000, 5000), secondsLeft(5000, 9000)]).toEqual([4, 0, 0]);
  });

  it('of things is listed as a person would', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

describe('a build', () => {
  it.each([
    ['cu124', 'CUDA 12.4'],
    ['cu118', 'CUDA 11.8'],
    ['rocm6.2', 'ROCm 6.2'],
    ['cpu', 'CPU'],
    ['mps', 'Apple GPU'],
    ['vulkan', 'vulkan'],
  ])('%s is %s', (id, name) => {
    expect(wordAccelerator(id)).toBe(name);
  });

  it.each([
    ['>=3.10,<3.14', '3.10 or newer, below 3.14'],
    ['==3.12.4', '3.12.4'],
    [' >= 3.10 ', '3.10 or newer'],
    ['~=3.11', '~=3.11'],
  ])('needs Python %s: %s', (specifiers, words) => {
    expect(wordVersions(specifiers)).toBe(words);
  });
});

describe('an outcome', () => {
  it('says whether the environment was changed', () => {
    expect(wordOutcome('repair', { kind: 'repaired', changed: ['numpy', 'torch'] })).toEqual({
      title: 'Ready',
      sentence: 'The environment works. Changed: numpy and torch.',
    });
    expect(wordOutcome('repair', { kind: 'nothing-to-do' }).sentence).toContain('Nothing had to be done');
    expect(wordOutcome('repair', { kind: 'cancelled', undo: 'nothing-changed' }).sentence).toContain(
      'Nothing in the environment was changed',
    );
    expect(wordOutcome('repair', { kind: 'cancelled', undo: 'restored' }).sentence).toContain('put back as it was');
    expect(wordOutcome('repair', { kind: 'cancelled', undo: 'pending' }).sentence).toMatch(
      /could not be put back yet, because a file is in use; the next repair does that first\.$/,
    );
    expect(
      wordOutcome('repair', { kind: 'failed', failure: unreachable, step: null, undo: 'restored' }).sentence,
    ).toContain('connection. Everything in the environment was put back as it was before. Check');
    expect(wordOutcome('diagnose', { kind: 'looked', findings: 1 })).toEqual({
      title: 'Needs repair',
      sentence: '1 thing is wrong. Nothing was changed.',
    });
    expect(wordOutcome('diagnose', { kind: 'looked', findings: 0 }).title).toBe('Ready');
    expect(
      wordOutcome('repair', { kind: 'failed', failure: unreachable, step: null, undo: 'nothing-changed' }),
    ).toEqual({
      title: 'Not repaired',
      sentence:
        'The package index https://index.example/simple/ cannot be reached: the server closed the connection. Nothing in the environment was changed. Check the network connection and the proxy, then run again.',
    });
  });
});

describe('a step', () => {
  it('has a title and a reason that name what it is about', () => {
    expect(stepTitle({ kind: 'remove-packages', id: 'x', because: [], packages: ['torchao'] })).toBe('Remove torchao');
    const plan = {
      findings: [sampleFindings.leftover, sampleFindings['files-missing'], sampleFindings['metadata-empty']],
      rung: 'package' as const,
    };
    expect(stepReason({ kind: 'install-python', id: 'x', because: [], wanted: '>=3.10' }, plan)).toContain(
      '3.10 or newer',
    );
    expect(stepReason({ kind: 'clean-up', id: 'x', because: [0], paths: ['/a', '/b'] }, plan)).toMatch(
      / They are moved aside\.$/,
    );
    expect(stepReason({ kind: 'clean-up', id: 'x', because: [0], paths: ['/a'] }, plan)).toBe(
      'An interrupted removal of numpy left the folder ~umpy behind. It is moved aside.',
    );
    const install = { kind: 'install-layer', id: 'x', layer: torchLayer, evict: false } as const;
    expect(stepReason({ ...install, because: [1, 2], replace: ['numpy', 'fsspec'] }, plan)).toBe(
      'numpy: 5 files are missing (numpy/__init__.py, numpy/version.py and 3 more). The description of fsspec is empty or unreadable (fsspec-2026.10.0.dist-info/METADATA). Replaces numpy and fsspec.',
    );
    expect(stepReason({ ...install, because: [0, 1, 2], replace: 'layer', evict: true }, plan)).toMatch(
      /1 more thing is wrong\. Replaces the whole layer after a new download: torch==2\.5\.1, .*CUDA 12\.4\.$/,
    );
    expect(stepReason({ ...install, because: [], replace: [] }, plan)).toMatch(/^Installs torch==2\.5\.1, /);
    const absent = {
      code: 'requirement-missing',
      layer: 'torch',
      requirement: torchLayer.packages[0]?.requirement ?? '',
    } as const;
    const findings = [absent, sampleFindings['files-missing']];
    expect(stepReason({ ...install, because: [0, 1], replace: ['torch', 'numpy'] }, { ...plan, findings })).toMatch(
      / Installs torch\. Replaces numpy\.$/,
    );
    expect(stepReason({ kind: 'remove-packages', id: 'x', because: [], packages: ['torchao'] }, plan)).toBe(
      'The manifest wants it absent.',
    );
    const download: StepOf<'download'> = { kind: 'download', id: 'download', because: [] };
    expect(stepTitle(download)).toBe('Download');
    expect(stepReason(download, plan)).toMatch(/on the disk and checked before anything is changed\./);
  });

  it('says its size, and the plan the sum', () => {
    const packages = [{ name: 'torch', version: '2.5.1', bytes: 900_000_000 }];
    const size = { step: 'install:torch', download: 900_000_000, aside: 712_000_000, packages };
    expect(stepSize(size)).toBe('downloads 900 MB; moves 712 MB aside until it is proven');
    expect(stepSize({ ...size, download: null, aside: 0 })).toBe('downloads an unknown amount');
    expect(stepSize({ ...size, download: 0, aside: 0 })).toBe('downloads nothing, for all of it is here');
    expect(planSize([size, { step: 'remove-packages', download: 0, aside: 88_000_000, packages: [] }])).toBe(
      'In all it downloads 900 MB; moves 800 MB aside until it is proven.',
    );
    expect(planSize([])).toBe('');
  });

  it('that undoes a run says when that began', () => {
    const undo: StepOf<'undo-run'> = { kind: 'undo-run', id: 'undo-run', because: [0], run: 'r1' };
    expect(stepReason(undo, { findings: [sampleFindings['unfinished-run']], rung: 'leftovers' })).toBe(
      'Puts back what the interrupted run of 23 Nov 2026, 14:02 had changed; then the environment is looked at again.',
    );
    expect(stepReason({ ...undo, because: [] }, { findings: [], rung: 'leftovers' })).toMatch(
      /^Puts back what the interrupted run had changed;/,
    );
  });

  it('that makes an environment anew says why, where something is wrong', () => {
    const anew: StepOf<'create-environment'> = { kind: 'create-environment', id: 'x', because: [0], replace: true };
    const findings = [sampleFindings['interpreter-outside-range']];
    expect(stepReason(anew, { findings, rung: 'environment' })).toBe(
      'The environment has Python 3.9.2, but 3.10 or newer, below 3.14 is needed. The present environment is moved aside until the new one is proven.',
    );
    expect(stepReason({ ...anew, because: [] }, { findings: [], rung: 'environment' })).toBe(
      'The present environment is moved aside until the new one is proven.',
    );
    const python: StepOf<'install-python'> = { kind: 'install-python', id: 'x', because: [], wanted: '>=3.10' };
    expect(stepReason(python, { findings, rung: 'environment' })).toMatch(/^This computer has no suitable Python/);
    expect(stepReason(python, { findings, rung: 'python' })).toMatch(/has not helped, so it gets another one \(3\.10/);
  });
});

describe('a failure of a program', () => {
  it('is not told by the line that only points at another one', () => {
    const detail = ['error: Couldn’t parse requirement', 'legacy==dev_abc', '        ^^^^^^^', ''];
    const { sentence } = wordFailure({ code: 'command-failed', command: 'uv pip compile', exitCode: 2, detail });
    expect(sentence).toBe('uv pip compile failed: legacy==dev_abc.');
  });
});

describe('a plan', () => {
  it.each([
    [null, false, ''],
    ['package', false, 'The least that can help: only the packages concerned.'],
    ['package', true, 'The least that can help: only the packages concerned.'],
    ['cache', false, 'Less has not helped before, so this time: whole layers, downloaded again.'],
    ['environment', false, 'The least that can help: a new environment.'],
    ['environment', true, 'As you asked: a new environment.'],
    ['python', true, 'Less has not helped before, so this time: a new environment with another Python.'],
  ] as const)('on the rung %s, asked to rebuild %s, says how far it goes', (rung, isRebuild, text) => {
    expect(planScope({ rung }, isRebuild)).toBe(text);
  });

  it('after a lower rung that failed is not called the least', () => {
    for (const rung of ['layer', 'environment'] as const)
      expect(planScope({ rung, climbed: true }, false)).toMatch(/^Less has not helped before, so this time: /);
  });

  it('says what it leaves as it is', () => {
    const findings = [sampleFindings.leftover, sampleFindings['package-gone']];
    expect(planLeftAlone({ findings, leftAlone: [] })).toBe('');
    expect(planLeftAlone({ findings, leftAlone: [1] })).toBe(
      'mpmath 1.3.0 is registered, but none of its files is there. Nothing that could be tried has helped.',
    );
    expect(planLeftAlone({ findings, leftAlone: [1], unpublished: [1] })).toBe(
      'mpmath 1.3.0 is registered, but none of its files is there. No index has it, so it has to be installed again from where it came.',
    );
  });
});

describe('a run’s log', () => {
  const lines = (facts: Parameters<typeof recorded>[0]): [string, string][] =>
    fold(recorded(facts)).log.lines.map(({ level, text }) => [level, text]);

  it('reads as a story', () => {
    expect(
      lines([
        ...untilWait,
        { type: 'wait-ended', step: 'install:torch', wait: 'install:torch#1', how: 'skipped' },
        { type: 'step-started', step: 'install:torch', attempt: 2, of: 3 },
        {
          type: 'package-changed',
          step: 'install:torch',
          package: 'torch',
          version: '2.5.1',
          bytes: 908_000_000,
          state: 'downloading',
        },
        {
          type: 'package-changed',
          step: 'install:torch',
          package: 'torch',
          version: '2.5.1',
          bytes: 908_000_000,
          state: 'installed',
        },
        { type: 'step-finished', step: 'install:torch', outcome: 'failed', failure: unreachable, ms: 10 },
        {
          type: 'run-finished',
          outcome: { kind: 'failed', failure: unreachable, step: 'install:torch', undo: 'nothing-changed' },
          ms: 168_000,
        },
      ]),
    ).toEqual([
      ['info', 'Local AI stack · repair /home/ada/env · profile full · Smart Installer 0.1.0'],
      ['warning', 'There is no environment in /home/ada/env yet.'],
      ['info', 'Plan: Find the right versions · Create the environment · PyTorch · Prove that it works'],
      ['info', 'Find the right versions: started'],
      ['info', 'Find the right versions: done (1.2 s)'],
      ['info', 'Create the environment: started'],
      ['info', 'Create the environment: done (0.4 s)'],
      ['info', 'PyTorch: started'],
      [
        'warning',
        'PyTorch: attempt 1 of 3 failed. The package index https://index.example/simple/ cannot be reached: the server closed the connection.',
      ],
      ['warning', 'PyTorch: trying again in 4 s (attempt 2 of 3)'],
      ['info', 'PyTorch: trying again now'],
      ['info', 'PyTorch: attempt 2 of 3'],
      ['info', 'torch 2.5.1 installed (908 MB)'],
      [
        'error',
        'PyTorch: failed. The package index https://index.example/simple/ cannot be reached: the server closed the connection.',
      ],
      [
        'error',
        'Not repaired. The package index https://index.example/simple/ cannot be reached: the server closed the connection. Nothing in the environment was changed. Check the network connection and the proxy, then run again. (2 min 48 s)',
      ],
    ]);
  });

  it('says what a repair downloads, and that a rung was not enough', () => {
    const packages = [{ name: 'torch', version: '2.5.1', bytes: 16_000_000 }];
    expect(
      lines([
        runStarted(),
        {
          type: 'plan-sized',
          sizes: [{ step: 'install:torch', download: 16_000_000, aside: 61_000_000, packages }],
        },
        { type: 'plan-sized', sizes: [] },
        { type: 'rung-failed', rung: 'package', tried: [], stack: 's', failure: failures['proof-failed'][0] },
        { type: 'step-noted', step: null, note: 'rung-taken', detail: 'layer' },
      ]).slice(1),
    ).toEqual([
      ['info', 'In all it downloads 16 MB; moves 61 MB aside until it is proven.'],
      [
        'warning',
        expect.stringMatching(
          /^That was not enough \(only the packages concerned\), so everything was put back\. numpy does not work /,
        ),
      ],
      ['warning', 'Going further: whole layers'],
    ]);
  });

  it('says of a proof that failed what is to be done, but in a diagnosis, where a finding does', () => {
    const failed = (trouble: AcceleratorTrouble): Fact => ({
      type: 'proof-made',
      proof: {
        layer: 'torch',
        kind: 'accelerator',
        subject: 'cu124',
        version: null,
        ok: false,
        detail: 'It failed',
        trouble,
      },
    });
    const during = (phase: Phase, trouble: AcceleratorTrouble) =>
      lines([runStarted(), { type: 'phase-started', phase }, failed(trouble)]).slice(1);
    expect(during('diagnose', 'gpu-busy')).toEqual([]);
    expect(during('prove', 'gpu-busy')).toEqual([
      ['warning', 'It failed. Close other programs that use the GPU, then run diagnose again.'],
    ]);
    expect(during('prove', 'unknown')).toEqual([['error', 'It failed.']]);
  });

  it('names the build that was chosen', () => {
    expect(lines([runStarted(), { type: 'build-chosen', build: { id: 'cpu', reason: 'Why.' } }]).at(-1)).toEqual([
      'info',
      'Build: CPU. Why.',
    ]);
  });

  it('names what hides a GPU beside the one that was found', () => {
    const more = { gpuProblem: 'NVIDIA-SMI has failed.' };
    const detected: Fact = {
      type: 'machine-detected',
      machine: machine([{ vendor: 'intel', name: 'Intel graphics' }], more),
    };
    expect(lines([runStarted(), detected]).at(-1)).toEqual([
      'info',
      'Debian GNU/Linux 12 · Intel graphics (NVIDIA-SMI has failed)',
    ]);
  });

  it('says that a dry run changes nothing', () => {
    expect(lines([runStarted({ dryRun: true })])).toEqual([
      ['info', expect.stringContaining('dry run: nothing is changed')],
    ]);
  });

  it('says nothing where only a bar moves', () => {
    const [started] = recorded([runStarted()]);
    if (started === undefined) throw new Error('no event');
    const state = fold([started]);
    expect(
      describeEvent(
        { seq: 2, run: 'r1', at: 1, type: 'step-progressed', step: 'x', done: 1, total: 2, unit: 'files' },
        state,
      ),
    ).toEqual([]);
  });

  it('counts a wait down to its deadline', () => {
    const wait = { attempt: 2, of: 3, until: 14_000, failure: unreachable };
    expect(wordWait(wait, 10_001)).toEqual({
      countdown: 'trying again in 4 s',
      attempt: 'attempt 2 of 3',
      reason: 'the server closed the connection',
    });
    expect(wordWait({ ...wait, failure: { code: 'file-locked', path: '/env/c10.dll' } }, 0).reason).toBe(
      '/env/c10.dll is in use',
    );
    expect(wordWait({ ...wait, failure: { code: 'disk-full', path: '/env' } }, 0).reason).toBe(
      'The disk that holds /env is full',
    );
    expect(wordWait(wait, 20_000).countdown).toBe('trying again in 0 s');
  });
});

describe('what was proven', () => {
  const proof = { layer: 'torch', kind: 'accelerator' as const, subject: 'cu124', version: null };
  const repaired = { kind: 'repaired' as const, changed: [] };

  it.each<[AcceleratorTrouble, string]>([
    [
      'driver-missing',
      'Install the driver of the GPU, or restart the computer if it is installed, then run diagnose again.',
    ],
    ['driver-too-old', 'Install a newer driver for the GPU, restart the computer, then run diagnose again.'],
    ['restart-needed', 'Restart the computer, for the GPU or its driver has stopped working, then run diagnose again.'],
    ['gpu-busy', 'Close other programs that use the GPU, then run diagnose again.'],
    ['gpu-hidden', 'Remove the variable CUDA_VISIBLE_DEVICES, which hides the GPU, then run diagnose again.'],
  ])('and what to do where it could not be: %s', (trouble, next) => {
    const proofs = [{ ...proof, ok: false, detail: 'A calculation failed: why', trouble }];
    expect(provenLines({ proofs, outcome: repaired })).toEqual([`Not proven: A calculation failed: why. ${next}`]);
  });

  it('of the accelerator in one line, of imports in none', () => {
    const proofs = [
      { ...proof, kind: 'import' as const, ok: true, detail: 'torch imports' },
      { ...proof, ok: true, detail: 'A calculation on NVIDIA H200 gives the right result' },
    ];
    expect(provenLines({ proofs, outcome: repaired })).toEqual([
      'Proven: A calculation on NVIDIA H200 gives the right result.',
    ]);
    expect(provenLines({ proofs, outcome: { kind: 'cancelled', undo: 'restored' } })).toEqual([]);
  });
});
