/** The value of an Authorization header for the name and password of a URL; null where it has none. */
export const basicOfUrl = ({ username, password }: URL): string | null =>
  username === '' && password === '' ? null : basic(decoded(username), decoded(password));

export const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

/** People write a bare % too. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
