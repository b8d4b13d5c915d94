import { realpath } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import type { PrivateWords } from '../../bundle/private-words.ts';
import { readNetrc } from '../http/netrc.ts';

/** Variables whose value is a secret. Not the path of a folder or of a socket. */
const secretName = /token|secret|passw|api_?key|access_?key|credential/i;
const isSecretValue = (value: string): boolean =>
  value.length >= 6 && !/^(?:[/~\\.]|[A-Za-z]:[\\/])|^(?:true|false)$/i.test(value);

/** What is private on this computer, by the system, the variables and .netrc. */
export const knownWords = async (env: NodeJS.ProcessEnv = process.env): Promise<PrivateWords> => {
  const homes = [homedir(), env['HOME'], env['USERPROFILE']].flatMap((home) => (home ? [home] : []));
  const real = await Promise.all(homes.map((home) => realpath(home).catch(() => home)));
  const netrc = await readNetrc(env, homedir());
  return {
    homes: [...homes, ...real],
    users: [
      userName(),
      ...['USER', 'LOGNAME', 'USERNAME', 'SUDO_USER'].map((name) => env[name] ?? ''),
      ...homes.map((home) => basename(home)),
    ],
    hosts: [
      hostname(),
      // The domain is a company's name, or the computer's again.
      ...['HOSTNAME', 'COMPUTERNAME', 'USERDOMAIN', 'USERDNSDOMAIN'].map((name) => env[name] ?? ''),
    ],
    secrets: [
      ...Object.entries(env).flatMap(([name, value = '']) => [
        ...(secretName.test(name) && isSecretValue(value) ? [value] : []),
        ...passwordsIn(value),
        ...(/_proxy$/i.test(name) ? passwordsIn(`://${value}`) : []),
      ]),
      ...netrc.map(({ password }) => password),
    ],
  };
};

/** Throws where the account has no entry, as in some containers. */
const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
};

/** Passwords in the addresses that a variable holds, as they stand there and decoded. */
const passwordsIn = (value: string): string[] =>
  [...value.matchAll(/:\/\/(?:[^\s:/?#@]*:)?([^\s/?#]+)@/g)].flatMap(([, password = '']) => [
    password,
    decoded(password),
  ]);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A % that encodes nothing.
    return text;
  }
};
