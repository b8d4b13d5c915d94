import { z } from 'zod';
import type { ProofOptions, Prover, RunCommand } from '../tools.ts';

/**
 * A small multiplication on the device against the CPU's result. `is_available()` alone proves
 * nothing: it is true on a card the build has no kernels for, and the first kernel then fails.
 */
const calculation = `
import json, sys, torch
wanted = sys.argv[1]
device = "cpu" if wanted == "cpu" else "mps" if wanted == "mps" else "xpu" if wanted == "xpu" else "cuda"
a = torch.arange(4096, dtype=torch.float32).reshape(64, 64) / 4096
b = (a.to(device) @ a.to(device)).cpu()
if device == "cuda": torch.cuda.synchronize()
name = torch.cuda.get_device_name(0) if device == "cuda" else device
ok = torch.allclose(b, a @ a, rtol=1e-3, atol=1e-3)
print("\\n" + json.dumps({"ok": bool(ok), "device": name, "version": str(torch.__version__)}))
`;

const answer = z.object({ ok: z.boolean(), device: z.string(), version: z.string() });

/** The first use of CUDA on a cold machine loads gigabytes of libraries. */
const limitMs = 180_000;

export const createProver = (command: RunCommand): Prover => ({
  accelerator: async (python, accelerator, options) => {
    const result = await command(python, [...flags(options), '-c', calculation, accelerator], {
      signal: options.signal,
      timeLimitMs: limitMs,
    });
    const failed = (why: string) => ({
      subject: accelerator,
      version: null,
      ok: false,
      detail: `A calculation on ${accelerator} failed: ${why}`,
    });
    if (result.timedOut) return failed(`it took longer than ${limitMs / 1000} seconds`);
    const parsed = answer.safeParse(parseLastLine(result.stdout));
    if (result.exitCode !== 0 || !parsed.success) return failed(result.tail.at(-1) ?? `exit code ${result.exitCode}`);
    const { ok, device, version } = parsed.data;
    if (!ok) return failed(`${device} calculates otherwise than the CPU`);
    return {
      subject: device,
      version,
      ok,
      detail: `A calculation on ${device} with PyTorch ${version} gives the right result`,
    };
  },
  module: async (python, module, args, options) => {
    const result = await command(python, [...flags(options), '-m', module, ...args], {
      signal: options.signal,
      timeLimitMs: limitMs,
    });
    const ok = result.exitCode === 0;
    const why = result.timedOut
      ? `it took longer than ${limitMs / 1000} seconds`
      : (result.tail.at(-1) ?? `exit code ${result.exitCode}`);
    return { subject: module, version: null, ok, detail: ok ? `${module} runs` : `${module} does not run: ${why}` };
  },
});

const flags = ({ writeBytecode }: ProofOptions): string[] => ['-I', ...(writeBytecode ? [] : ['-B']), '-X', 'utf8'];

const parseLastLine = (text: string): unknown => {
  try {
    return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
  } catch {
    // Not JSON is an answer, too: the schema refuses it and the caller shows the output's end.
    return null;
  }
};
