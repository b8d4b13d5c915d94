import type { NetworkReason } from '../../network-problem.ts';

/** Why, as a clause that follows `INDEX cannot be reached:`, and the one thing to do next. */
interface Said {
  cause: string;
  next: string;
}

interface About {
  host: string;
  /** In brackets, with a space before; empty where there is none. */
  inBrackets: string;
  detail: string;
  /** After which the server wants to be asked again; null where it does not say. */
  retryAfter: string | null;
}

export const networkProblems = {
  dns: ({ host }) => ({
    cause: `the name ${host} cannot be found (DNS)`,
    next: 'Check the address of the index and the network connection, then run again.',
  }),
  refused: ({ host, inBrackets }) => ({
    cause: `${host} refuses the connection${inBrackets}`,
    next: 'Check the address of the index and whether a firewall blocks it, then run again.',
  }),
  reset: ({ host }) => ({
    cause: `the connection to ${host} was cut`,
    next: 'Run again: what was downloaded so far is kept.',
  }),
  timeout: ({ host, inBrackets }) => ({
    cause: `${host} did not answer in time${inBrackets}`,
    next: 'Check the network connection, then run again.',
  }),
  proxy: ({ host, inBrackets }) => ({
    cause: `the proxy${host === '' ? '' : ` ${host}`} cannot be used${inBrackets}`,
    next: 'Check the proxy in HTTPS_PROXY or in the configuration of pip, then run again.',
  }),
  'proxy-auth': ({ host }) => ({
    cause: `the proxy ${host} asks for a password`,
    next: 'Put name and password into the address of the proxy (HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT), then run again.',
  }),
  tls: ({ host, inBrackets }) => ({
    cause: `the certificate of ${host} is not valid${inBrackets}`,
    next: 'Check the date and time of this computer; if they are right, ask whoever runs that server.',
  }),
  'tls-inspection': ({ host, detail }) => ({
    cause: `the certificate of ${host} was issued by "${detail}", which this computer does not trust: a company’s security program opens the connection`,
    next: 'Ask your IT department for its certificate as a PEM file, name that file in SSL_CERT_FILE, then run again.',
  }),
  'captive-portal': ({ host }) => ({
    cause: `${host} answered with a web page: this network asks for a sign-in first`,
    next: 'Open a browser, sign in to the network, then run again.',
  }),
  unauthorized: ({ host }) => ({
    cause: `${host} asks for a name and a password`,
    next: 'Put name and password for it into the address of the index or into the file .netrc, then run again.',
  }),
  forbidden: ({ host, inBrackets }) => ({
    cause: `${host} does not allow the request${inBrackets}`,
    next: 'Ask whoever runs it whether your account may use it.',
  }),
  'not-found': ({ host, inBrackets }) => ({
    cause: `${host} does not have it${inBrackets}`,
    next: 'Check the address of the index, then run again.',
  }),
  busy: ({ host, inBrackets, retryAfter }) => ({
    cause: `${host} is too busy${inBrackets}`,
    next: retryAfter === null ? 'Run again in a few minutes.' : `Run again in ${retryAfter}.`,
  }),
  'server-error': ({ host, inBrackets }) => ({
    cause: `${host} has a fault of its own${inBrackets}`,
    next: 'Run again in a few minutes.',
  }),
  offline: () => ({
    cause: 'this computer has no network connection',
    next: 'Connect to a network, then run again.',
  }),
  unexpected: ({ host, inBrackets }) => ({
    cause: `${host === '' ? 'it' : host} gave no usable answer${inBrackets}`,
    next: 'Check the address of the index, then run again.',
  }),
} satisfies Record<NetworkReason, (about: About) => Said>;
