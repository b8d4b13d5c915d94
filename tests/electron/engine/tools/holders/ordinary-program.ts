/** Facts of an ordinary program of this user, for the doubles of a system. */
export const ordinaryProgram = {
  identity: 'i',
  name: 'program',
  program: '/usr/bin/program',
  startedAt: null,
  sameUser: true,
  marked: false,
  role: 'program',
  runsFrom: [],
} as const;
