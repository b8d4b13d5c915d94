import { join } from 'node:path';
import type { AppFolders } from './engine/tools/app-folders.ts';

/** Folder that a view begins with where nobody named one. */
export const defaultEnvironment = ({ data }: AppFolders): string => join(data, 'env');
