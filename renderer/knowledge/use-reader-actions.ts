import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import type { ArticleUseKind } from '#shared/knowledge/use.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { articleStore } from './article-store.ts';

/** The ticket that was open last. */
export interface LastTicket {
  readonly id: string;
  readonly number: string;
}

/** What was said of an article that may carry words. */
export type Judgement = Extract<ArticleUseKind, 'helped' | 'not_helped' | 'outdated'>;

export interface ReaderActions {
  /** Translated; undefined: it can be judged. */
  readonly whyNotJudge: string | undefined;
  /** Resolves to whether it was kept. Refusals are told. */
  readonly judge: (kind: Judgement, note: string) => Promise<boolean>;
  readonly whyNotLink: string | undefined;
  readonly link: () => void;
  readonly isLinked: boolean;
  readonly isPrinting: boolean;
  readonly print: () => void;
  readonly endPrinting: () => void;
}

/** What a reader can do to the article that is open. */
export const useReaderActions = (detail: ArticleDetail, ticket: LastTicket | null): ReaderActions => {
  const { t } = useTranslation('knowledge');
  const client = useClient();
  const store = useSessionStore(articleStore);
  const failureText = useFailureText();
  const maySay = useAllowed('knowledge.write');
  const [isPrinting, setPrinting] = useState(false);
  const { article, linked } = detail;
  const isLinked = ticket !== null && linked.some(({ id }) => id === ticket.id);

  const say = async (kind: ArticleUseKind, ticketId: string | null, note: string): Promise<boolean> => {
    const answer = await client.call('knowledge.use', { articleId: article.id, kind, ticketId, note });
    if (answer.ok) store.getState().refresh();
    else announce({ tone: 'failed', text: failureText(answer.failure) });
    return answer.ok;
  };
  const whyNotJudge = !maySay ? t('cannotSay') : article.published ? undefined : t('notYetRead');
  const link = async (to: LastTicket) => {
    if (!(await say('linked', to.id, ''))) return;
    announce({
      tone: 'done',
      text: t('linkedTo', { number: shortNumber(to.number) }),
      action: { label: t('openTicket'), run: () => navigate('queue', to.id) },
    });
  };
  return {
    whyNotJudge,
    judge: (kind, note) => say(kind, null, note),
    whyNotLink:
      whyNotJudge ??
      (ticket === null
        ? t('noTicket')
        : isLinked
          ? t('alreadyLinked', { number: shortNumber(ticket.number) })
          : article.retired
            ? t('retiredNotLinked')
            : undefined),
    link: () => {
      if (ticket) void link(ticket);
    },
    isLinked,
    isPrinting,
    print: () => setPrinting(true),
    endPrinting: () => setPrinting(false),
  };
};
