import { keepCompiled } from './keep-compiled.ts';

/** The window's first lines. */
keepCompiled();
void import('./main.ts');
