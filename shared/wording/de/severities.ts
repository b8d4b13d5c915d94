import type { severities as english } from '../en/severities.ts';

export const severities: typeof english = {
  broken: 'defekt',
  wrong: 'falsch',
  notice: 'Hinweis',
};
