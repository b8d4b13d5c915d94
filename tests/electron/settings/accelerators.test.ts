import { expect, test } from 'vitest';
import { acceleratorsOf } from '../../../electron/settings/accelerators.ts';
import { manifestSchema } from '../../../shared/manifest.ts';
import llm from '../../../shared/manifests/llm.json' with { type: 'json' };

test('builds are offered for the system at hand, each once', () => {
  const manifest = manifestSchema.parse(llm);
  const on = (system: string) => acceleratorsOf(manifest, system);
  expect(on('linux')).toEqual(expect.arrayContaining(['cu124', 'cpu']));
  expect(new Set(on('linux')).size).toBe(on('linux').length);
  expect(on('darwin')).toContain('mps');
  expect(on('darwin')).not.toContain('cu124');
  expect(on('linux')).not.toContain('mps');
});
