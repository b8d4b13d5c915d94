import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may call: the one browser that traded the token of the printed address for a cookie. */
export interface Session {
  /** 256 random bits for the address's fragment, which browsers send to nobody. */
  token: string;
  /**
   * The value of `Set-Cookie` for a right token, once; null for a wrong one, or one that was traded
   * before. A session cookie: it ends with the browser, and with this process.
   */
  trade: (token: unknown) => string | null;
  /** Whether a request's `Cookie` header carries the session. */
  isOpen: (cookieHeader: string | undefined) => boolean;
}

/** `port` is in the cookie's name: cookies of all ports of a host lie in one jar. */
export const createSession = (port: number): Session => {
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  const name = `smart-installer-${port}`;
  let traded = false;
  return {
    token,
    trade: (given) => {
      if (traded || typeof given !== 'string' || !isSame(given, token)) return null;
      traded = true;
      return `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isOpen: (header) => cookiesNamed(name, header).some((value) => isSame(value, secret)),
  };
};

const cookiesNamed = (name: string, header: string | undefined): string[] =>
  (header ?? '').split(';').flatMap((part) => {
    const [key, value] = part.trim().split('=', 2);
    return key === name && value !== undefined ? [value] : [];
  });

/** Compares in constant time; the hashes are of one length whatever was given. */
const isSame = (given: string, expected: string): boolean => timingSafeEqual(sha256(given), sha256(expected));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
