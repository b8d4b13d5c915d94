import type { severities as english } from '../en/severities.ts';

export const severities: typeof english = {
  broken: '损坏',
  wrong: '有误',
  notice: '提示',
};
