import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hundred packages, each with folders in folders, and small files in all of them. */
export const makeTree = (root: string, files: number, folders: number): void => {
  const site = join(root, 'lib', 'python3.12', 'site-packages');
  const places: string[] = [];
  for (let number = 0; number < folders; number += 1) {
    const above = number % 12 === 0 ? undefined : places[number - 1 - ((number * 7) % (number % 12))];
    places.push(join(above ?? site, `package_${number}`));
  }
  for (const place of places) mkdirSync(place, { recursive: true });
  const content = Buffer.alloc(900, 'x');
  for (let number = 0; number < files; number += 1) {
    const place = places[number % places.length] ?? site;
    writeFileSync(join(place, `module_${number}.py`), content.subarray(0, (number * 37) % content.length));
  }
};
