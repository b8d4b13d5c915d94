import { type Catalogue, en } from './en.ts';
import { translated } from './language.ts';

/** The texts in the current language. To be asked when something is said, never when a file is loaded. */
export const texts = (): Catalogue => translated() ?? en;

/**
 * A part of the catalogue that is always in the current language, for those who read it as a plain
 * object. Only `live.part` is: what was taken out of it before stays in the language of that moment.
 */
export const live = <T extends object>(part: (catalogue: Catalogue) => T): T =>
  new Proxy(part(en), {
    get: (_, name) => Reflect.get(part(texts()), name),
    ownKeys: () => Reflect.ownKeys(part(texts())),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(part(texts()), name),
  });
