/** A wheel, or the source archive of one, as its index describes it. */
export interface WantedWheel {
  name: string;
  version: string;
  filename: string;
  /** http, https or file, without credentials. */
  url: string;
  /** 64 hexadecimal digits; null where the index gives no hash. */
  sha256: string | null;
  bytes: number | null;
}

export interface StoredWheel {
  name: string;
  version: string;
  path: string;
  filename: string;
  sha256: string;
  bytes: number;
}

/** What tells two contents behind one URL apart: a strong ETag or a Last-Modified. */
export interface Validator {
  kind: 'etag' | 'last-modified';
  value: string;
}

/** Where the bytes of an unfinished download came from. */
export interface Source {
  /** SHA-256 of the URL, which may hold a signature that is nobody's business. */
  address: string;
  validator: Validator | null;
  /** Bytes of the whole file. */
  total: number | null;
  /** Its server refused to send more small pieces. */
  noPieces: boolean;
}
