import { z } from 'zod';
import type { HttpClient } from './http.ts';
import { simpleApi } from './index-probe.ts';
import { NetworkError } from './network-error.ts';

/** A file that an index lists; all of it is what the page says, and nothing is made of it but comparisons. */
export interface IndexFile {
  filename: string;
  /** PEP 440 specifiers, or an empty string. */
  requiresPython: string;
  yanked: boolean;
}

/** Pages of projects with thousands of files have a few megabytes. */
const mostBytes = 16 * 2 ** 20;

/**
 * What a project's page lists (PEP 691, and PEP 503 where the index knows no JSON). Empty where the
 * index does not have the project, null where no page came that can be read. Throws Cancelled.
 */
export const readProject = async (
  http: HttpClient,
  url: string,
  signal: AbortSignal,
): Promise<readonly IndexFile[] | null> => {
  try {
    const { status, headers, body } = await http.get(url, { signal, headers: { accept: simpleApi } });
    if (status !== 200) body.destroy();
    if (status === 404) return [];
    if (status !== 200) return null;
    const chunks: Buffer[] = [];
    let bytes = 0;
    // Leaving the loop ends the connection.
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > mostBytes) return null;
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    return /\bjson\b/i.test(headers['content-type'] ?? '') ? fromJson(text) : fromHtml(text);
  } catch (error) {
    if (error instanceof NetworkError) return null;
    throw error;
  }
};

const pageSchema = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      'requires-python': z.string().nullish(),
      yanked: z.union([z.boolean(), z.string()]).optional(),
    }),
  ),
});

const fromJson = (text: string): IndexFile[] | null => {
  const page = pageSchema.safeParse(parsedOrNull(text));
  if (!page.success) return null;
  return page.data.files.map((file) => ({
    filename: file.filename,
    requiresPython: file['requires-python'] ?? '',
    // A reason is a yes, an empty one too.
    yanked: file.yanked !== undefined && file.yanked !== false,
  }));
};

const parsedOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Null is refused by the schema.
    return null;
  }
};

/**
 * Anchors alone matter (PEP 503), and within them `>` is written `&gt;`. No `<` in them and a limit to
 * their length keep the search linear, whatever the page is.
 */
const fromHtml = (text: string): IndexFile[] =>
  [...text.matchAll(/<a\s([^<>]{1,8000})>/gi)].flatMap(([, attributes = '']) => {
    const filename =
      attribute(attributes, 'href')
        .replace(/[?#].*$/, '')
        .split('/')
        .at(-1) ?? '';
    if (filename === '') return [];
    return [
      {
        filename: plain(filename),
        requiresPython: plain(attribute(attributes, 'data-requires-python')),
        yanked: /(?:^|\s)data-yanked(?:[\s=]|$)/i.test(attributes),
      },
    ];
  });

const attribute = (attributes: string, name: string): string => {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, 'i').exec(attributes);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
};

const plain = (text: string): string => {
  const unescaped = text
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  try {
    return decodeURIComponent(unescaped);
  } catch {
    // No name of a file that could be downloaded.
    return unescaped;
  }
};
