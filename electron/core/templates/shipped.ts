/** The templates that every desk starts with, in each language, from `resources/templates`. Their ids are hashed from their names. */
import type { TemplateContent, TemplateLanguage } from '#shared/templates/template.ts';
import { templateContent } from '#shared/templates/schema.ts';
import { shippedUlid } from '../shipped-ulid.ts';
import macrosEn from '../../../resources/templates/macros.en.json' with { type: 'json' };
import macrosZhCN from '../../../resources/templates/macros.zh-CN.json' with { type: 'json' };
import repliesEn from '../../../resources/templates/replies.en.json' with { type: 'json' };
import repliesZhCN from '../../../resources/templates/replies.zh-CN.json' with { type: 'json' };
import ticketsEn from '../../../resources/templates/tickets.en.json' with { type: 'json' };
import ticketsZhCN from '../../../resources/templates/tickets.zh-CN.json' with { type: 'json' };

/** By a name that both languages share: `reply.received`. */
type TemplateFile = Readonly<Record<string, object>>;

const files: Readonly<Record<TemplateLanguage, readonly TemplateFile[]>> = {
  en: [repliesEn, ticketsEn, macrosEn],
  'zh-CN': [repliesZhCN, ticketsZhCN, macrosZhCN],
};

export interface ShippedTemplate {
  readonly id: string;
  readonly name: string;
  readonly content: TemplateContent;
}

/** Throws if a file under `resources/templates` does not hold what it should. */
export const shippedTemplates = (): readonly ShippedTemplate[] =>
  Object.entries(files).flatMap(([language, inLanguage]) =>
    inLanguage.flatMap((file) =>
      Object.entries(file).map(([name, content]) => ({
        id: `template:${shippedUlid(`template ${name} ${language}`)}`,
        name: `${name}.${language}`,
        content: templateContent.parse({ ...content, language }),
      })),
    ),
  );
