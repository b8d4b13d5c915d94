import { expect, test } from 'vitest';
import { replaceManifest } from '../../build/bundle.mjs';
import { builtInManifest } from '../../electron/manifest-at.ts';

test.each(['/home/ada/si/shared/manifests/llm.json', 'C:\\si\\shared\\manifests\\llm.json'])(
  'a vendor’s manifest takes the place of the product’s, on every system: %s',
  (file) => {
    const vendors = { ...builtInManifest, name: 'notebooks' };
    const { plugin, wasReplaced } = replaceManifest(vendors);
    expect(plugin.transform('', file.replace('llm', 'other'))).toBeNull();
    expect(wasReplaced()).toBe(false);
    expect(plugin.transform('', file)).toEqual({ code: JSON.stringify(vendors), moduleType: 'json' });
    expect(wasReplaced()).toBe(true);
  },
);
