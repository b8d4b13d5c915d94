/** Why a setting cannot be used; its sentence is in wording/settings.ts. */
export const settingProblems = [
  'unusable',
  'not-a-url',
  'credentials',
  'not-a-path',
  'not-a-host',
  'too-many',
  'not-offered',
  'no-certificate',
  'not-chosen',
  'only-in-window',
] as const;

export type SettingProblem = (typeof settingProblems)[number];
