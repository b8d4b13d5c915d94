import type { Certificate, DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { NetworkProblem } from '../../../../shared/network-problem.ts';
import { errorCode } from '../error-code.ts';
import { networkProblem } from './problem.ts';

/** A chain that ends at somebody whom this computer does not know. The codes are OpenSSL's. */
const unknownIssuer: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

export const isUnknownIssuer = (error: unknown): boolean => unknownIssuer.has(errorCode(error) ?? '');

/**
 * Who issued what this peer shows, for a certificate that was refused for its issuer; null where it is
 * no company's security program: a certificate that signed itself, or one that names a public place
 * to fetch its issuer from, so that the server only left out part of its chain.
 */
export const inspectionProblem = (peer: TLSSocket, host: string): NetworkProblem | null => {
  const leaf = peer.getPeerCertificate(true);
  if (!isGiven(leaf) || isSame(leaf.subject, leaf.issuer)) return null;
  const isAlone = !isGiven(leaf.issuerCertificate) || leaf.issuerCertificate === leaf;
  if (isAlone && leaf.infoAccess?.['CA Issuers - URI'] !== undefined) return null;
  return networkProblem('tls-inspection', host, issuerName(leaf.issuer));
};

/** Node answers with an empty object where there is none. */
const isGiven = (certificate: DetailedPeerCertificate | undefined): certificate is DetailedPeerCertificate =>
  certificate?.issuer !== undefined;

const isSame = (one: Certificate, other: Certificate): boolean => JSON.stringify(one) === JSON.stringify(other);

/** `Corp Inspection CA (Corp)`, or what there is of it. */
const issuerName = ({ CN, O }: Certificate): string => {
  const [name, organisation] = [text(CN), text(O)];
  if (name === '' || organisation === '') return name || organisation || 'an unknown issuer';
  return name.includes(organisation) ? name : `${name} (${organisation})`;
};

/** A name may have a part several times. */
const text = (value: string | string[] | undefined): string => [value ?? ''].flat().join(', ');
