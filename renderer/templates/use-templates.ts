import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { TemplateContent, TemplateKind, TemplateLanguage, TemplateView } from '#shared/templates/template.ts';
import { templatesStore } from './templates-store.ts';

export type TemplateOf<Kind extends TemplateKind> = Omit<TemplateView, 'content'> & {
  readonly content: Extract<TemplateContent, { readonly kind: Kind }>;
};

export const isOfKind =
  <Kind extends TemplateKind>(kind: Kind) =>
  (template: TemplateView): template is TemplateView & TemplateOf<Kind> =>
    template.content.kind === kind;

/** The language on screen as templates name it. */
export const useTemplateLanguage = (): TemplateLanguage =>
  useTranslation('templates').i18n.language === 'zh-CN' ? 'zh-CN' : 'en';

/** Those on offer of one kind: the language on screen first, then by use. Empty until they are loaded. */
export const useTemplates = <Kind extends TemplateKind>(kind: Kind): readonly TemplateOf<Kind>[] => {
  const templates = useStore(useSessionStore(templatesStore), (state) => state.templates);
  const language = useTemplateLanguage();
  return useMemo(() => {
    const offered = (templates ?? []).filter(isOfKind(kind)).filter(({ retired }) => !retired);
    const isForeign = ({ content }: TemplateView): number => Number(content.language !== language);
    return offered.toSorted((left, right) => isForeign(left) - isForeign(right));
  }, [templates, kind, language]);
};
