import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SecureContext } from 'node:tls';

/** Whom TLS connections trust. */
export interface Trust {
  context: SecureContext;
  /** Files of the user's that were to add certificates and could not be read, or hold none. */
  unread: readonly string[];
}

/** Where Linux distributions keep the system's store as one file. Source: Go's crypto/x509, root_linux.go. */
const systemFiles: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * The system's certificates and those that come with Node, so that a computer with an old store works
 * too, and on top each of `extraFiles` (PEM). Takes about 50 ms, so it is made once.
 */
export const readTrust = async (extraFiles: readonly string[], platform = process.platform): Promise<Trust> => {
  const [{ ca, unread }, { createSecureContext }] = await Promise.all([
    readCertificates(extraFiles, platform),
    loadTls(),
  ]);
  return { context: createSecureContext({ ca }), unread };
};

/** The same as texts (PEM), each once. */
export const readCertificates = async (
  extraFiles: readonly string[],
  platform = process.platform,
): Promise<{ ca: string[]; unread: string[] }> => {
  const unread: string[] = [];
  const extra: string[] = [];
  for (const file of new Set(extraFiles)) {
    const found = certificatesIn(await readFile(file, 'utf8').catch(() => '')).filter(isCertificate);
    if (found.length === 0) unread.push(file);
    extra.push(...found);
  }
  const { rootCertificates } = await loadTls();
  const ca = [...new Set([...rootCertificates, ...(await systemCertificates(platform)), ...extra])];
  return { ca, unread };
};

/** Files that the user's settings name; their certificates add to the others. */
export const extraCertificateFiles = (env: NodeJS.ProcessEnv, configured: string | null): string[] =>
  [env['SSL_CERT_FILE'], env['NODE_EXTRA_CA_CERTS'], configured].flatMap((file) =>
    file === undefined || file === null || file === '' ? [] : [file],
  );

/** Takes 20 ms of a start, and most runs find all in order and need no network. */
const loadTls = () => import('node:tls');

const systemCertificates = async (platform: NodeJS.Platform): Promise<string[]> => {
  if (platform === 'linux')
    for (const file of systemFiles) {
      const found = certificatesIn(await readFile(file, 'utf8').catch(() => ''));
      if (found.length > 0) return found;
    }
  // Node 22.15 and newer; the type does not know that it may be absent.
  const tls = await loadTls();
  const ask: unknown = Reflect.get(tls, 'getCACertificates');
  return typeof ask === 'function' ? tls.getCACertificates('system') : [];
};

const certificatesIn = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];

/** One that OpenSSL cannot read would spoil all others. */
const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
};
