/** What a connection leads to. */
export interface Target {
  secure: boolean;
  /** Without brackets, as sockets want an IPv6 address. */
  hostname: string;
  port: number;
  /** As a person reads it, with the port where it is not the usual one. */
  host: string;
}

export const targetOf = ({ protocol, hostname, port, host }: URL): Target => {
  const secure = protocol === 'https:';
  const usual = secure ? 443 : 80;
  return {
    secure,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? usual : Number(port),
    host,
  };
};
