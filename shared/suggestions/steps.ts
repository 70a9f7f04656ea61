/** The part of an article that says what to do: what goes into a reply or a resolution. */

interface Section {
  readonly level: number;
  readonly heading: string;
  readonly lines: string[];
}

/** Headings that what to do stands under, in both languages, the most telling first. */
const telling: readonly RegExp[] = [
  /\b(?:steps|procedure|instructions)\b|步骤|操作方法/iu,
  /\b(?:solution|resolution|fix|workaround|remedy)\b|解决|处理|修复|规避|变通|临时办法/iu,
  /\bhow to\b|\bwhat to do\b|怎么做|怎样|如何|方法|答案|回答/iu,
];

/** What is inserted where no part stands out, characters: more would drown what the person writes. */
const LONGEST = 2_000;

const sectionsOf = (body: string): readonly Section[] => {
  const sections: Section[] = [{ level: 0, heading: '', lines: [] }];
  let fence: string | null = null;
  for (const line of body.replaceAll('\r\n', '\n').split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (mark !== undefined && (fence === null || line.trim().startsWith(fence))) fence = fence === null ? mark : null;
    const [, hashes, heading] = (fence === null && /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/u.exec(line)) || [];
    if (hashes !== undefined) sections.push({ level: hashes.length, heading: heading ?? '', lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
};

const textOf = ({ lines }: Section): string => lines.join('\n').trim();

/** A section with all that stands below it. */
const wholeOf = (sections: readonly Section[], at: number): string => {
  const [first, ...rest] = sections.slice(at);
  if (!first) return '';
  const end = rest.findIndex(({ level }) => level <= first.level);
  const below = (end < 0 ? rest : rest.slice(0, end)).map((section) =>
    `${'#'.repeat(section.level)} ${section.heading}\n\n${textOf(section)}`.trim(),
  );
  return [textOf(first), ...below].filter((text) => text !== '').join('\n\n');
};

const numbered = /^ {0,3}\d+[.)]\s/u;

/** The first list of numbered steps, with what belongs to its items. */
const firstList = (body: string): string => {
  const lines = body.split('\n');
  const from = lines.findIndex((line) => numbered.test(line));
  if (from < 0) return '';
  const rest = lines.slice(from);
  const end = rest.findIndex(
    (line, place) => place > 0 && line.trim() !== '' && !numbered.test(line) && !/^\s/u.test(line),
  );
  return (end < 0 ? rest : rest.slice(0, end)).join('\n').trim();
};

/** Cut after a paragraph, or after a line where the first paragraph is longer. */
const cut = (text: string): string => {
  if (text.length <= LONGEST) return text;
  const head = text.slice(0, LONGEST);
  const at = Math.max(head.lastIndexOf('\n\n'), head.lastIndexOf('\n'));
  return `${(at > 0 ? head.slice(0, at) : head).trimEnd()}\n\n…`;
};

/** Markdown of the steps: what stands under a heading that says so, else the first numbered list, else how the article begins. */
export const stepsOf = (body: string): string => {
  const sections = sectionsOf(body);
  for (const pattern of telling) {
    const at = sections.findIndex(({ heading }) => pattern.test(heading));
    const text = at < 0 ? '' : wholeOf(sections, at);
    if (text !== '') return text;
  }
  const list = firstList(body.replaceAll('\r\n', '\n'));
  return list === '' ? cut(body.trim()) : list;
};
