import {
  templateKinds,
  templateLanguages,
  type TemplateContent,
  type TemplateRecord,
} from '#shared/templates/template.ts';
import { textsOf } from '#shared/templates/variables.ts';
import { emptyContent } from './content-edits.ts';

/** A template as somebody has changed it and not saved it. */
export interface EditedTemplate {
  readonly content: TemplateContent;
  readonly scope: TemplateRecord['scope'];
  /** The version that it was made from; null for one that is new. */
  readonly version: number | null;
}

/** A field of a draft holds 100 000 characters, a macro may be longer. */
const PART = 50_000;

/** As fields of a draft: its name and text by which a person recognises it, and all of it. */
export const templateDraft = ({ content, scope, version }: EditedTemplate): Readonly<Record<string, string>> => {
  const whole = JSON.stringify(content);
  const parts = Array.from({ length: Math.ceil(whole.length / PART) }, (_, at) => [
    `content.${at}`,
    whole.slice(at * PART, (at + 1) * PART),
  ]);
  return {
    title: content.name,
    text: textsOf(content)[0]?.slice(0, 200) ?? '',
    scope,
    version: version === null ? '' : String(version),
    ...Object.fromEntries(parts),
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Read back; undefined where there is none, or none that can be read. What a later edition of a kind has besides begins empty. */
export const keptTemplate = (fields: Readonly<Record<string, string>>): EditedTemplate | undefined => {
  const parts: string[] = [];
  for (let part = fields['content.0']; part !== undefined; part = fields[`content.${parts.length}`]) parts.push(part);
  const read = parsed(parts.join(''));
  if (typeof read !== 'object' || read === null) return undefined;
  const { kind: kindRead, language: languageRead } = read as Partial<TemplateContent>;
  const kind = templateKinds.find((each) => each === kindRead);
  const language = templateLanguages.find((each) => each === languageRead);
  if (!kind || !language) return undefined;
  return {
    // Written by `templateDraft`: what has this kind has the fields of this kind.
    content: { ...emptyContent(kind, language), ...read } as TemplateContent,
    scope: fields['scope'] === 'own' ? 'own' : 'desk',
    version: Number(fields['version']) || null,
  };
};

export const sameContent = (left: TemplateContent, right: TemplateContent): boolean =>
  JSON.stringify(left) === JSON.stringify(right);
