/** The address of an index, out of the one of a project's page or of a file that it serves. */
export const indexOfUrl = (url: string): string => {
  const page = /^(.*\/)[^/]+\/$/.exec(url)?.[1];
  return page ?? /^[a-z]+:\/\/[^/]+\//i.exec(url)?.[0] ?? url;
};

/** Normalised name in the file name of a wheel or its metadata; null for any other URL. */
export const packageOfFile = (url: string): string | null => {
  const name = /([^/]+?)-[^/-]+(?:-\d[^/-]*)?-[^/-]+-[^/-]+-[^/-]+\.whl(?:\.metadata)?(?:[?#]|$)/.exec(url)?.[1];
  return name === undefined ? null : name.replace(/[-_.]+/g, '-').toLowerCase();
};

/** For a URL that goes to events and the journal and is used again: redact() would spoil it. */
export const withoutCredentials = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1');
