import { existsSync } from 'node:fs';
import path from 'node:path';

/** The checkout, whose dist/ holds the built product. */
export const product = path.resolve(import.meta.dirname, '../../..');

if (!existsSync(path.join(product, 'dist/main.cjs')))
  throw new Error('the product is not built: node build/bundle.mjs');
