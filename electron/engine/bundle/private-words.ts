/** What this computer tells about its user, in the words that must not be in an export. */
export interface PrivateWords {
  /** Home folders, as the system writes them. */
  homes: readonly string[];
  users: readonly string[];
  hosts: readonly string[];
  /** Passwords and tokens that are known: from variables and from .netrc. */
  secrets: readonly string[];
}

/** Accounts that systems and containers come with: their names say nothing about anybody, and are words of every log. */
const impersonal: ReadonlySet<string> = new Set([
  ...['root', 'admin', 'administrator', 'user', 'users', 'guest', 'default', 'public', 'nobody', 'daemon', 'system'],
  ...[
    'home',
    'host',
    'mail',
    'localhost',
    'workgroup',
    'node',
    'python',
    'runner',
    'ubuntu',
    'debian',
    'vagrant',
    'docker',
  ],
]);

const isPersonal = (word: string): boolean => word.length > 1 && !impersonal.has(word.toLowerCase());

/** Longest first, because one may begin with another; each once. */
const sorted = (words: readonly string[]): string[] =>
  [...new Set(words)].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));

/** The words in the order in which they are looked for, without those that would take more out of a log than what is private. */
export const usefulWords = ({ homes, users, hosts, secrets }: PrivateWords): PrivateWords => ({
  homes: sorted(
    homes
      .map((home) => home.replace(/(?<=.)[\\/]+$/, ''))
      .filter((home) => /[\\/][^\\/]+/.test(home))
      .flatMap(withDrives),
  ),
  users: sorted(users.filter(isPersonal)),
  // The first label is what a shell's prompt shows.
  hosts: sorted(hosts.flatMap((host) => [host, host.split('.')[0] ?? host]).filter(isPersonal)),
  secrets: sorted(secrets.filter((secret) => secret.length >= 4)),
});

/** Git's shell writes C:\Users as /c/Users, and Linux on Windows as /mnt/c/Users. */
const withDrives = (home: string): string[] => {
  const [, drive, rest] = /^([A-Za-z]):[\\/](.*)$/.exec(home) ?? [];
  return drive === undefined ? [home] : [home, `/mnt/${drive}/${rest}`, `/${drive}/${rest}`];
};
