/** An address of http or https; null for everything else. Throws nothing: Node's own error holds the text, and with it what is secret in it. */
export const parseHttpUrl = (text: string, base?: URL): URL | null => {
  try {
    const url = new URL(text, base);
    return /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
  } catch {
    return null;
  }
};
