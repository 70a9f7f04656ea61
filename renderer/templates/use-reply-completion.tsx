import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useTicketQuery } from '#renderer/api/use-ticket-query.ts';
import type { Completion } from '#renderer/writing/completion.ts';
import { Prose } from '#renderer/writing/prose.tsx';
import { fillTemplate } from '#shared/templates/variables.ts';
import { templatesStore } from './templates-store.ts';
import { useTemplateLanguage, useTemplates } from './use-templates.ts';

/** Stands for no ticket. */
const NONE = '';
const inputOf = (ticketId: string) => ({ ticketId: ticketId === NONE ? null : ticketId });

/** `/` at the beginning of a line, as an input method for Chinese may type it, too. */
const trigger = /(?:^|\n)([/／、])([^\n/]{0,40})$/u;

/**
 * Canned replies for a text about this ticket: after `/` at the beginning of a line, and at the caret by Ctrl ;. A text about several tickets,
 * or none, is about null: what differs from one to the next is left open.
 */
export const useReplyCompletion = (ticketId: string | null): Completion => {
  const { t } = useTranslation('templates');
  const store = useSessionStore(templatesStore);
  const replies = useTemplates('reply');
  const language = useTemplateLanguage();
  const { value: values } = useTicketQuery('templates.values', ticketId ?? NONE, inputOf);
  return useMemo((): Completion => {
    const filled = (id: string): string => {
      const content = replies.find((reply) => reply.id === id)?.content;
      return content && values ? fillTemplate(content.body, values, content.language).text : (content?.body ?? '');
    };
    return {
      label: t('kind.reply'),
      key: ';',
      hint: t('slashHint'),
      tokenAt: (before) => {
        const found = trigger.exec(before);
        const query = found?.[2] ?? '';
        return found ? { from: before.length - query.length - 1, query } : undefined;
      },
      options: replies.map(({ id, scope, content }) => ({
        value: id,
        label: content.name,
        keywords: content.keywords,
        text: content.body,
        hint:
          content.language === language ? (scope === 'own' ? t('own') : undefined) : t(`language.${content.language}`),
      })),
      textFor: filled,
      preview: (id) => <Prose text={filled(id)} />,
      onPicked: (id) => store.getState().used(id),
    };
  }, [replies, values, language, store, t]);
};
