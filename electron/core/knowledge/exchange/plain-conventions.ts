/** Marks of DocFX and Jekyll that are no Markdown: what they stand for is kept, they are not. */

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Applies `change` to each line outside of fenced code; null leaves the line out. */
const onProse = (text: string, change: (line: string) => string | null): string => {
  let fence: string | undefined;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else {
      const changed = change(line);
      if (changed !== null) lines.push(changed);
      continue;
    }
    lines.push(line);
  }
  return lines.join('\n');
};

const attribute = (text: string, name: string): string =>
  new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`, 'i').exec(text)?.[1] ?? '';

/** `:::image type="content" source="a.png" alt-text="A window":::` */
const docfxImages = (line: string): string =>
  line.replaceAll(/:::image\b([^\n]*?):::/gi, (_mark, inside: string) => {
    const label = attribute(inside, 'alt-text').replaceAll(/[[\]\\]/g, '');
    return `![${label}](<${attribute(inside, 'source').replaceAll(/[<>]/g, '')}>)`;
  });

/** Lines that only arrange a page: zones, columns, classes, templates. */
const ARRANGES =
  /^\s*(?::::+\s*(?:\/?[a-z][\w-]*.*)?$|>?\s*\[!(?:div|toc|code|video|include)\b[^\]]*\]?.*$|\{:\s*[^}]*\}\s*$|\{%-?\s*(?:end)?(?:raw|capture|assign|comment|if|unless|for|layout|highlight)\b.*%\}\s*$|\[\[?_?TOC_?\]\]?\s*$)/i;

const inLine = (line: string): string =>
  docfxImages(line)
    .replaceAll(/\[!(?:INCLUDE|UICONTROL)\s*\[([^\]]*)\](?:\([^)]*\))?\]?/gi, '$1')
    .replaceAll(/<xref:([\w.-]+)[^>]*>/gi, '`$1`')
    .replaceAll(/\{\{\s*(?:site|page)\.[^}]*\}\}/gi, '')
    .replaceAll(/\{%-?\s*(?:include|link|post_url)\b[^%]*%\}/gi, '');

export const withoutConventions = (text: string): string =>
  onProse(text, (line) => {
    const mended = inLine(line);
    return ARRANGES.test(mended) ? null : mended;
  });
