/**
 * Reads what Python's RawConfigParser reads of a pip.conf: section → key → value. A line that begins
 * with a space goes on with the value before it. Returns null where it is no such file.
 */
export const parseIni = (text: string): Map<string, Map<string, string>> | null => {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | null = null;
  let key: string | null = null;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.trim() === '' || /^\s*[#;]/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const entry = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (header !== undefined) {
      section = sections.get(header) ?? new Map();
      sections.set(header, section);
      key = null;
    } else if (/^\s/.test(line) && section !== null && key !== null) {
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`);
    } else if (entry?.[1] !== undefined && section !== null) {
      key = entry[1].toLowerCase();
      section.set(key, entry[2] ?? '');
    } else return null;
  }
  return sections;
};
