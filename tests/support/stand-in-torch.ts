import { buildWheel, type Wheel } from './wheel.ts';

/** A card, and what goes wrong on it alone. */
interface StandInCard extends Pick<StandInGpu, 'operation' | 'wrong'> {
  name: string;
  capability: [number, number];
}

/** What the stand-in's driver is like, for the variable STANDIN_GPU of the processes that import it. */
export interface StandInGpu {
  cards?: StandInCard[];
  /** What torch.cuda.init() throws instead of finding a card. */
  init?: string;
  /** What the first operation on a card throws. */
  operation?: string;
  /** Operations on a card give another result than on the CPU. */
  wrong?: boolean;
  /** A signal ends the process at the first operation, as a driver can make it. */
  crash?: boolean;
  hang?: boolean;
}

export const rtx4070: StandInGpu = { cards: [{ name: 'NVIDIA GeForce RTX 4070', capability: [8, 9] }] };

const archs: ReadonlyMap<string, string[]> = new Map([
  ['11.8', ['sm_37', 'sm_50', 'sm_60', 'sm_70', 'sm_75', 'sm_80', 'sm_86', 'sm_90']],
  ['12.4', ['sm_50', 'sm_60', 'sm_70', 'sm_75', 'sm_80', 'sm_86', 'sm_90']],
  ['12.8', ['sm_75', 'sm_80', 'sm_86', 'sm_90', 'sm_100', 'sm_120', 'compute_120']],
]);

const torchModule = `
import os, time
from torch import cuda, version
float32 = "float32"

class Tensor:
    def __init__(self, rows, place="cpu"):
        self.rows, self.place = rows, place
    def _after(self, rows):
        if self.place != "cpu":
            if cuda._operate(self.place):
                rows = [[value + 1 for value in row] for row in rows]
        return Tensor(rows, self.place)
    def reshape(self, height, width):
        flat = [value for row in self.rows for value in row]
        return Tensor([flat[at * width:(at + 1) * width] for at in range(height)], self.place)
    def __truediv__(self, number):
        return Tensor([[value / number for value in row] for row in self.rows], self.place)
    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return self._after([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])
    def __add__(self, other):
        return self._after([[a + b for a, b in zip(row, other_row)] for row, other_row in zip(self.rows, other.rows)])
    def to(self, place):
        if place != "cpu" and not cuda.is_available():
            cuda.init()
        return Tensor(self.rows, place)
    def cpu(self):
        return Tensor(self.rows)

def arange(count, dtype=None):
    return Tensor([[float(value) for value in range(count)]])

def allclose(a, b, rtol, atol):
    return all(abs(x - y) <= atol + rtol * abs(y) for row, other in zip(a.rows, b.rows) for x, y in zip(row, other))
`;

/** What it says where there is no card is PyTorch's own (torch/cuda/__init__.py). */
const cudaModule = (cuda: string | null): string => `
import json, os, time
from torch import version
_gpu = json.loads(os.environ.get("STANDIN_GPU", "{}"))
_cards = _gpu.get("cards", [])

def is_available():
    return version.cuda is not None and len(_cards) > 0 and "init" not in _gpu
def init():
    if version.cuda is None:
        raise AssertionError("Torch not compiled with CUDA enabled")
    if "init" in _gpu:
        raise RuntimeError(_gpu["init"])
    if not _cards:
        raise RuntimeError("Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx")
def device_count():
    return len(_cards)
def get_device_name(at):
    return _cards[at]["name"]
def get_device_capability(at):
    return tuple(_cards[at]["capability"])
def get_arch_list():
    return ${JSON.stringify(archs.get(cuda ?? '') ?? [])} if is_available() else []
def synchronize(at):
    pass
def _operate(place):
    if _gpu.get("crash"):
        os.abort()
    if _gpu.get("hang"):
        time.sleep(600)
    card = {**_gpu, **_cards[int(place.split(":")[1])]}
    if "operation" in card:
        raise RuntimeError(card["operation"])
    return card.get("wrong", False)
`;

/** The files of a stand-in torch by their path; `cuda` is null for a CPU build. */
export const standInTorchFiles = (version: string, cuda: string | null): Record<string, string> => ({
  'torch/__init__.py': `__version__ = '${version}'\n${torchModule}`,
  'torch/version.py': `__version__ = '${version}'\ncuda = ${cuda === null ? 'None' : `'${cuda}'`}\nhip = None\nxpu = None\n`,
  'torch/cuda/__init__.py': cudaModule(cuda),
  // Too large to be hashed by a quick look, as PyTorch's own libraries are.
  'torch/lib/kernels.txt': `${cuda}\n`.repeat(20_000),
});

/**
 * A stand-in for torch, which is gigabytes: a wheel that calculates with lists and has the GPU that
 * STANDIN_GPU describes. Named as a double in its summary.
 */
export const standInTorch = (version: string, cuda: string | null, requires: readonly string[] = []): Wheel =>
  buildWheel({
    name: 'torch',
    version,
    summary: 'Test double, not the real torch',
    modules: {},
    files: standInTorchFiles(version, cuda),
    requires,
  });
