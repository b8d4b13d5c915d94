import type { LaunchEnd } from '../../../../electron/engine/interfaces/launcher.ts';
import type { LaunchCause } from '../../../../shared/launch-cause.ts';

/** How programs ended, with what they print in the field, and the cause that this is. */
export interface Ending extends Partial<Omit<LaunchCause, 'kind'>> {
  name: string;
  kind: LaunchCause['kind'];
  lines: string;
  exitCode?: number;
  signal?: string;
  how?: LaunchEnd['how'];
}

const traceback = (error: string, file = '/env/lib/python3.12/site-packages/app/__main__.py'): string =>
  ['Traceback (most recent call last):', `  File "${file}", line 3, in <module>`, '    run()', error].join('\n');
const site = '/env/lib/python3.12/site-packages';

export const endings: readonly Ending[] = [
  {
    name: 'a module of the stack that is missing',
    lines: traceback("ModuleNotFoundError: No module named 'sentencepiece'"),
    kind: 'module-missing',
    subject: 'sentencepiece',
    package: 'sentencepiece',
    evidence: "ModuleNotFoundError: No module named 'sentencepiece'",
  },
  {
    name: 'a submodule of an installed package that is missing',
    lines: traceback("ModuleNotFoundError: No module named 'huggingface_hub.errors'"),
    kind: 'module-missing',
    subject: 'huggingface_hub.errors',
    package: 'huggingface-hub',
    evidence: "ModuleNotFoundError: No module named 'huggingface_hub.errors'",
  },
  {
    name: 'a module whose package has another name',
    lines: traceback("ModuleNotFoundError: No module named 'cv2'"),
    kind: 'module-missing',
    subject: 'cv2',
    package: 'opencv-python',
    evidence: "ModuleNotFoundError: No module named 'cv2'",
  },
  {
    name: 'the program itself missing',
    lines: '/env/bin/python: No module named comfy_app',
    kind: 'module-missing',
    subject: 'comfy_app',
    evidence: '/env/bin/python: No module named comfy_app',
  },
  {
    name: 'a missing module at the bottom of a chain',
    lines: [
      traceback("ModuleNotFoundError: No module named 'sentencepiece'"),
      '',
      'The above exception was the direct cause of the following exception:',
      '',
      traceback('RuntimeError: Failed to import transformers.models.llama', `${site}/transformers/utils.py`),
    ].join('\n'),
    kind: 'module-missing',
    subject: 'sentencepiece',
    package: 'sentencepiece',
    evidence: "ModuleNotFoundError: No module named 'sentencepiece'",
  },
  {
    name: 'an optional module that was only told, before another error',
    lines: [
      traceback("ModuleNotFoundError: No module named 'xformers'"),
      'WARNING: going on without xformers',
      traceback('ValueError: no checkpoint given'),
    ].join('\n'),
    kind: 'own-error',
    subject: 'ValueError',
    evidence: 'ValueError: no checkpoint given',
  },
  {
    name: 'a name that another version had',
    lines: traceback(
      `ImportError: cannot import name 'cached_download' from 'huggingface_hub' (${site}/huggingface_hub/__init__.py)`,
    ),
    kind: 'name-missing',
    subject: 'huggingface_hub.cached_download',
    package: 'huggingface-hub',
    evidence: `ImportError: cannot import name 'cached_download' from 'huggingface_hub' (${site}/huggingface_hub/__init__.py)`,
  },
  {
    name: 'a name that NumPy 2 has no more',
    lines: traceback('AttributeError: `np.float_` was removed in the NumPy 2.0 release. Use `np.float64` instead.'),
    kind: 'name-missing',
    subject: 'numpy.float_',
    package: 'numpy',
    evidence: 'AttributeError: `np.float_` was removed in the NumPy 2.0 release. Use `np.float64` instead.',
  },
  {
    name: 'a torn NumPy',
    lines: [
      traceback('ImportError: ', `${site}/numpy/__init__.py`),
      'IMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!',
      'Importing the numpy C-extensions failed. This error can happen for many reasons.',
      "Original error was: No module named 'numpy._core._multiarray_umath'",
    ].join('\n'),
    kind: 'numpy-torn',
    package: 'numpy',
    evidence: "Original error was: No module named 'numpy._core._multiarray_umath'",
  },
  {
    name: 'a DLL that NumPy needs, in a Windows that speaks German',
    lines: [
      traceback('ImportError: ', String.raw`C:\env\Lib\site-packages\numpy\__init__.py`),
      'Original error was: DLL load failed while importing _multiarray_umath: Das angegebene Modul wurde nicht gefunden.',
    ].join('\n'),
    kind: 'library-missing',
    subject: '_multiarray_umath',
    package: 'numpy',
    evidence:
      'Original error was: DLL load failed while importing _multiarray_umath: Das angegebene Modul wurde nicht gefunden.',
  },
  {
    name: 'modules compiled for NumPy 1 beside NumPy 2',
    lines: [
      'Traceback (most recent call last):',
      `  File "${site}/pandas/__init__.py", line 22, in <module>`,
      'ValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject',
    ].join('\n'),
    kind: 'abi-mix',
    package: 'pandas',
    evidence:
      'ValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject',
  },
  {
    name: 'Numpy that a torch of before cannot use',
    lines: traceback('RuntimeError: Numpy is not available', `${site}/torch/_tensor.py`),
    kind: 'abi-mix',
    package: 'torch',
    evidence: 'RuntimeError: Numpy is not available',
  },
  {
    name: 'a DLL of torch (WinError 126)',
    lines: traceback(
      String.raw`OSError: [WinError 126] The specified module could not be found. Error loading "C:\env\Lib\site-packages\torch\lib\fbgemm.dll" or one of its dependencies.`,
      String.raw`C:\env\Lib\site-packages\torch\__init__.py`,
    ),
    kind: 'library-missing',
    subject: 'fbgemm.dll',
    package: 'torch',
    evidence: String.raw`OSError: [WinError 126] The specified module could not be found. Error loading "C:\env\Lib\site-packages\torch\lib\fbgemm.dll" or one of its dependencies.`,
  },
  {
    name: 'a shared library of CUDA',
    lines: traceback(
      'ImportError: libcudart.so.12: cannot open shared object file: No such file or directory',
      `${site}/torch/__init__.py`,
    ),
    kind: 'library-missing',
    subject: 'libcudart.so.12',
    package: 'torch',
    evidence: 'ImportError: libcudart.so.12: cannot open shared object file: No such file or directory',
  },
  { name: 'STATUS_DLL_NOT_FOUND', lines: '', exitCode: 0xc0000135, kind: 'library-missing' },
  { name: 'STATUS_ENTRYPOINT_NOT_FOUND', lines: '', exitCode: 0xc0000139, kind: 'library-missing' },
  {
    name: 'torchvision of another torch',
    lines: traceback('RuntimeError: operator torchvision::nms does not exist', `${site}/torchvision/__init__.py`),
    kind: 'torch-mismatch',
    package: 'torchvision',
    evidence: 'RuntimeError: operator torchvision::nms does not exist',
  },
  {
    name: 'a symbol of another torch',
    lines: traceback(
      `OSError: ${site}/torchvision/_C.so: undefined symbol: _ZN3c106detail14torchCheckFailEPKcS2_jS2_`,
      `${site}/torchvision/extension.py`,
    ),
    kind: 'torch-mismatch',
    package: 'torchvision',
    evidence: `OSError: ${site}/torchvision/_C.so: undefined symbol: _ZN3c106detail14torchCheckFailEPKcS2_jS2_`,
  },
  {
    name: 'a CPU build where the card is wanted',
    lines: traceback('AssertionError: Torch not compiled with CUDA enabled'),
    kind: 'wrong-build',
    evidence: 'AssertionError: Torch not compiled with CUDA enabled',
  },
  {
    name: 'a card without kernels',
    lines: traceback('RuntimeError: CUDA error: no kernel image is available for execution on the device'),
    kind: 'no-kernels',
    evidence: 'RuntimeError: CUDA error: no kernel image is available for execution on the device',
  },
  {
    name: 'a driver that is too old',
    lines: traceback('RuntimeError: The NVIDIA driver on your system is too old (found version 11040).'),
    kind: 'driver-too-old',
    evidence: 'RuntimeError: The NVIDIA driver on your system is too old (found version 11040).',
  },
  {
    name: 'a driver that is insufficient',
    lines: traceback('RuntimeError: CUDA driver version is insufficient for CUDA runtime version'),
    kind: 'driver-too-old',
    evidence: 'RuntimeError: CUDA driver version is insufficient for CUDA runtime version',
  },
  {
    name: 'no driver',
    lines: traceback('RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU'),
    kind: 'driver-missing',
    evidence: 'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU',
  },
  {
    name: 'a card that another program has',
    lines: traceback('RuntimeError: CUDA error: all CUDA-capable devices are busy or unavailable'),
    kind: 'gpu-unavailable',
    evidence: 'RuntimeError: CUDA error: all CUDA-capable devices are busy or unavailable',
  },
  {
    name: 'the memory of the card',
    lines: traceback(
      'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.91 GiB. GPU 0 has a total capacity of 8 GiB',
    ),
    kind: 'gpu-memory',
    evidence:
      'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.91 GiB. GPU 0 has a total capacity of 8 GiB',
  },
  {
    name: 'the memory of the computer',
    lines: traceback('MemoryError'),
    kind: 'memory',
    evidence: 'MemoryError',
  },
  {
    name: 'the memory of a calculation on the CPU',
    lines: traceback(
      "RuntimeError: [enforce fail at alloc_cpu.cpp:114] data. DefaultCPUAllocator: can't allocate memory",
    ),
    kind: 'memory',
    evidence: "RuntimeError: [enforce fail at alloc_cpu.cpp:114] data. DefaultCPUAllocator: can't allocate memory",
  },
  {
    name: 'a paging file that is too small',
    lines: traceback('OSError: [WinError 1455] Die Auslagerungsdatei ist zu klein'),
    kind: 'memory',
    evidence: 'OSError: [WinError 1455] Die Auslagerungsdatei ist zu klein',
  },
  { name: 'SIGKILL', lines: 'Loading checkpoint shards: 50%', signal: 'SIGKILL', kind: 'killed' },
  { name: 'SIGKILL through a shell', lines: '', exitCode: 137, kind: 'killed' },
  {
    name: 'a port in use, by uvicorn',
    lines:
      "INFO:     Started server process [4711]\nERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 8188): address already in use\nINFO:     Application shutdown complete.",
    kind: 'address-in-use',
    subject: 'port 8188',
    evidence:
      "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 8188): address already in use",
  },
  {
    name: 'a port in use, on Windows',
    lines: traceback(
      'OSError: [WinError 10048] Normalerweise darf jede Socketadresse nur jeweils einmal verwendet werden',
    ),
    kind: 'address-in-use',
    evidence: 'OSError: [WinError 10048] Normalerweise darf jede Socketadresse nur jeweils einmal verwendet werden',
  },
  {
    name: 'a port in use, by gradio',
    lines: traceback('OSError: Cannot find empty port in range: 7860-7860. You can specify a different port'),
    kind: 'address-in-use',
    subject: 'port 7860',
    evidence: 'OSError: Cannot find empty port in range: 7860-7860. You can specify a different port',
  },
  {
    name: 'a file that may not be read',
    lines: traceback("PermissionError: [Errno 13] Permission denied: '/models/llama.safetensors'"),
    kind: 'permission-denied',
    subject: '/models/llama.safetensors',
    evidence: "PermissionError: [Errno 13] Permission denied: '/models/llama.safetensors'",
  },
  {
    name: 'a file that is not there',
    lines: traceback("FileNotFoundError: [Errno 2] No such file or directory: 'config.yaml'"),
    kind: 'file-missing',
    subject: 'config.yaml',
    evidence: "FileNotFoundError: [Errno 2] No such file or directory: 'config.yaml'",
  },
  {
    name: 'a full disk',
    lines: traceback('OSError: [Errno 28] No space left on device'),
    kind: 'disk-full',
    evidence: 'OSError: [Errno 28] No space left on device',
  },
  {
    name: 'a file in use',
    lines: traceback('PermissionError: [WinError 32] Der Prozess kann nicht auf die Datei zugreifen'),
    kind: 'file-in-use',
    evidence: 'PermissionError: [WinError 32] Der Prozess kann nicht auf die Datei zugreifen',
  },
  {
    name: 'no network',
    lines: traceback(
      'requests.exceptions.ConnectionError: HTTPSConnectionPool(host=x): Max retries exceeded with url: /api (Caused by NameResolutionError)',
    ),
    kind: 'network',
    evidence:
      'requests.exceptions.ConnectionError: HTTPSConnectionPool(host=x): Max retries exceeded with url: /api (Caused by NameResolutionError)',
  },
  {
    name: 'a glibc that is too old',
    lines: traceback(
      `ImportError: /lib/x86_64-linux-gnu/libc.so.6: version \`GLIBC_2.32' not found (required by ${site}/x.so)`,
    ),
    kind: 'system-too-old',
    subject: 'GLIBC_2.32',
    evidence: `ImportError: /lib/x86_64-linux-gnu/libc.so.6: version \`GLIBC_2.32' not found (required by ${site}/x.so)`,
  },
  {
    name: 'a file that a virus scanner took',
    lines: traceback('OSError: [WinError 225] Der Vorgang wurde nicht erfolgreich abgeschlossen'),
    kind: 'blocked',
    evidence: 'OSError: [WinError 225] Der Vorgang wurde nicht erfolgreich abgeschlossen',
  },
  {
    name: 'no display',
    lines: traceback('_tkinter.TclError: no display name and no $DISPLAY environment variable'),
    kind: 'display-missing',
    evidence: '_tkinter.TclError: no display name and no $DISPLAY environment variable',
  },
  {
    name: 'arguments that it does not know',
    lines: 'usage: app [-h] [--port PORT]\napp: error: unrecognized arguments: --prot 8188',
    exitCode: 2,
    kind: 'wrong-arguments',
    evidence: 'app: error: unrecognized arguments: --prot 8188',
  },
  {
    name: 'versions that transformers refuses',
    lines: traceback(
      'ImportError: tokenizers>=0.21,<0.22 is required for a normal functioning of this module, but found tokenizers==0.20.3.',
    ),
    kind: 'version-conflict',
    subject: 'tokenizers',
    package: 'tokenizers',
    evidence:
      'ImportError: tokenizers>=0.21,<0.22 is required for a normal functioning of this module, but found tokenizers==0.20.3.',
  },
  {
    name: 'metadata that is missing',
    lines: traceback('importlib.metadata.PackageNotFoundError: No package metadata was found for tokenizers'),
    kind: 'metadata-missing',
    subject: 'tokenizers',
    package: 'tokenizers',
    evidence: 'importlib.metadata.PackageNotFoundError: No package metadata was found for tokenizers',
  },
  {
    name: 'a file full of zeros, as a power cut leaves it',
    lines: traceback('SyntaxError: source code string cannot contain null bytes', `${site}/transformers/__init__.py`),
    kind: 'file-damaged',
    package: 'transformers',
    evidence: 'SyntaxError: source code string cannot contain null bytes',
  },
  {
    name: 'a Python without its library',
    lines:
      "Fatal Python error: init_fs_encoding: failed to get the Python codec\nModuleNotFoundError: No module named 'encodings'",
    kind: 'interpreter-broken',
    evidence: "ModuleNotFoundError: No module named 'encodings'",
  },
  {
    name: 'a Python that cannot be started',
    lines: 'spawn /env/bin/python ENOENT',
    how: 'not-started',
    kind: 'interpreter-broken',
    evidence: 'spawn /env/bin/python ENOENT',
  },
  {
    name: 'a crash with faulthandler’s stack, the innermost call first',
    lines: [
      'Fatal Python error: Segmentation fault',
      '',
      'Current thread 0x00007f (most recent call first):',
      `  File "${site}/torch/nn/modules/linear.py", line 125 in forward`,
      `  File "${site}/transformers/pipelines.py", line 9 in __call__`,
    ].join('\n'),
    signal: 'SIGSEGV',
    kind: 'crashed',
    subject: 'SIGSEGV',
    package: 'torch',
  },
  {
    name: 'an abort by C++ that says why',
    lines: "terminate called after throwing an instance of 'c10::Error'\n  what():  CUDA error: out of memory",
    signal: 'SIGABRT',
    kind: 'gpu-memory',
    evidence: 'what():  CUDA error: out of memory',
  },
  { name: 'an access violation', lines: '', exitCode: 0xc0000005, kind: 'crashed', subject: 'an access violation' },
  { name: 'an instruction that the processor lacks', lines: '', signal: 'SIGILL', kind: 'processor-too-old' },
  { name: 'a program that somebody ended', lines: 'bye', signal: 'SIGTERM', kind: 'ended-from-outside' },
  { name: 'Ctrl-C in its own console', lines: '', exitCode: 0xc000013a, kind: 'ended-from-outside' },
  { name: 'an end without an error before it was ready', lines: 'done', exitCode: 0, kind: 'ended-early' },
  { name: 'a time limit', lines: 'loading', how: 'too-slow', kind: 'too-slow' },
  { name: 'a port that answers before the start', lines: '', how: 'in-use', kind: 'address-in-use' },
  { name: 'an exit code and nothing else', lines: '', exitCode: 7, kind: 'unknown' },
  {
    name: 'an error of the program’s own',
    lines: traceback('app.errors.ModelError: the model has no tokenizer'),
    kind: 'own-error',
    subject: 'ModelError',
    evidence: 'app.errors.ModelError: the model has no tokenizer',
  },
];
