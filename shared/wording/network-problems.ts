import type { NetworkProblem, NetworkReason } from '../network-problem.ts';
import { duration } from './amounts.ts';

/** Why, as a clause that follows `INDEX cannot be reached:`, and the one thing to do next. */
export interface NetworkWording {
  cause: string;
  next: string;
}

const inBrackets = (detail: string): string => (detail === '' ? '' : ` (${detail})`);

const wordings: Record<NetworkReason, (problem: NetworkProblem) => NetworkWording> = {
  dns: ({ host }) => ({
    cause: `the name ${host} cannot be found (DNS)`,
    next: 'Check the address of the index and the network connection, then run again.',
  }),
  refused: ({ host, detail }) => ({
    cause: `${host} refuses the connection${inBrackets(detail)}`,
    next: 'Check the address of the index and whether a firewall blocks it, then run again.',
  }),
  reset: ({ host }) => ({
    cause: `the connection to ${host} was cut`,
    next: 'Run again: what was downloaded so far is kept.',
  }),
  timeout: ({ host, detail }) => ({
    cause: `${host} did not answer in time${inBrackets(detail)}`,
    next: 'Check the network connection, then run again.',
  }),
  proxy: ({ host, detail }) => ({
    cause: `the proxy${host === '' ? '' : ` ${host}`} cannot be used${inBrackets(detail)}`,
    next: 'Check the proxy in HTTPS_PROXY or in the configuration of pip, then run again.',
  }),
  'proxy-auth': ({ host }) => ({
    cause: `the proxy ${host} asks for a password`,
    next: 'Put name and password into the address of the proxy (HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT), then run again.',
  }),
  tls: ({ host, detail }) => ({
    cause: `the certificate of ${host} is not valid${inBrackets(detail)}`,
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
  forbidden: ({ host, detail }) => ({
    cause: `${host} does not allow the request${inBrackets(detail)}`,
    next: 'Ask whoever runs it whether your account may use it.',
  }),
  'not-found': ({ host, detail }) => ({
    cause: `${host} does not have it${inBrackets(detail)}`,
    next: 'Check the address of the index, then run again.',
  }),
  busy: ({ host, detail, retryAfterMs }) => ({
    cause: `${host} is too busy${inBrackets(detail)}`,
    next: retryAfterMs === null ? 'Run again in a few minutes.' : `Run again in ${duration(retryAfterMs)}.`,
  }),
  'server-error': ({ host, detail }) => ({
    cause: `${host} has a fault of its own${inBrackets(detail)}`,
    next: 'Run again in a few minutes.',
  }),
  offline: () => ({
    cause: 'this computer has no network connection',
    next: 'Connect to a network, then run again.',
  }),
  unexpected: ({ host, detail }) => ({
    cause: `${host === '' ? 'it' : host} gave no usable answer${inBrackets(detail)}`,
    next: 'Check the address of the index, then run again.',
  }),
};

export const wordNetworkProblem = (problem: NetworkProblem): NetworkWording => wordings[problem.reason](problem);
