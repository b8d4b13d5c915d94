import type { SettingKey } from './settings.ts';

/**
 * Settings that decide what is fetched or executed: a page alone may not choose them. Apart from
 * the schemas, because the page that shows them brings no parser.
 */
export const trustedKeys: ReadonlySet<SettingKey> = new Set<SettingKey>([
  'environment',
  'manifest',
  'indexUrl',
  'extraIndexUrls',
  'findLinks',
  'proxy',
  'noProxy',
  'certificates',
]);
