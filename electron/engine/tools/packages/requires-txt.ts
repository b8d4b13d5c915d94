/**
 * The requirements of an egg-info's requires.txt as METADATA would have them (PEP 508). Its sections
 * are `[extra]`, `[:marker]` and `[extra:marker]`. Source: setuptools, "requires.txt" of its formats.
 */
export const parseRequiresTxt = (text: string): string[] => {
  const requires: string[] = [];
  let condition = '';
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    const [, extra, marker] = /^\[([^:\]]*)(?::(.*))?\]$/.exec(line) ?? [];
    if (extra !== undefined) condition = conditionOf(extra.trim(), marker?.trim() ?? '');
    else if (line !== '' && !line.startsWith('#')) requires.push(condition === '' ? line : `${line} ; ${condition}`);
  }
  return requires;
};

const conditionOf = (extra: string, marker: string): string => {
  const parts = [...(marker === '' ? [] : [`(${marker})`]), ...(extra === '' ? [] : [`extra == "${extra}"`])];
  return parts.length === 1 && extra === '' ? marker : parts.join(' and ');
};
