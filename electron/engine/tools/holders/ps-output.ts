/** A process as ps tells it. */
export interface PsProcess {
  pid: number;
  parent: number;
  realUser: number;
  user: number;
  /** Z is one that has ended. */
  state: string;
  /** As ps writes it, to the second, in UTC. */
  started: string;
  /** On macOS the path of the program, elsewhere only its name. */
  command: string;
}

/**
 * Without a heading, whole lines. To be used with the environment below. Each field is an option of
 * its own, because by POSIX a heading goes on to the end of its option. Source: ps(1) of macOS;
 * procps has all of them too.
 */
export const psFields: readonly string[] = [
  '-ww',
  ...['pid', 'ppid', 'ruid', 'uid', 'stat', 'lstart', 'comm'].flatMap((field) => ['-o', `${field}=`]),
];

export const psEnvironment = { LC_ALL: 'C', TZ: 'UTC' };

const line = /^ *(\d+) +(\d+) +(-?\d+) +(-?\d+) +(\S+) +(\w{3} +\w{3} +\d+ +[\d:]{8} +\d{4}) (.*)$/;

/** A name with a newline in it ends there. */
export const parsePs = (output: string): PsProcess[] =>
  output.split('\n').flatMap((text) => {
    const [, pid, parent, realUser, user, state, started, command] = line.exec(text) ?? [];
    if (state === undefined || started === undefined || command === undefined) return [];
    const numbers = { pid: Number(pid), parent: Number(parent), realUser: Number(realUser), user: Number(user) };
    return [{ ...numbers, state, started: started.replace(/ +/g, ' '), command: command.trim() }];
  });

/** Milliseconds since the epoch. */
export const psStartedAt = ({ started }: Pick<PsProcess, 'started'>): number => Date.parse(`${started} UTC`);
