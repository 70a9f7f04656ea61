import { useState } from 'react';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { isResolutionCode, type ResolutionText } from './resolution-fields.tsx';

interface ResolutionDraft {
  readonly value: ResolutionText;
  readonly keep: (change: Partial<ResolutionText>) => void;
  /** It was submitted. */
  readonly finish: () => Promise<void>;
}

/** What solved a ticket is often half a page: it is kept as a draft like every other text, one for all dialogs that resolve the ticket. */
export const useResolutionDraft = (ticketId: string): ResolutionDraft => {
  const { initial, type, finish } = useDraft(`${ticketId}:resolve`);
  const [value, setValue] = useState<ResolutionText>({
    code: isResolutionCode(initial['code']) ? initial['code'] : null,
    text: initial['text'] ?? '',
    noArticle: initial['noArticle'] ?? '',
    comment: initial['comment'] ?? '',
    articleId: initial['articleId'] === undefined ? undefined : initial['articleId'] || null,
    startsArticle: initial['startsArticle'] === 'yes',
  });
  const keep = (change: Partial<ResolutionText>) => {
    const next = { ...value, ...change };
    setValue(next);
    const { articleId, startsArticle, ...texts } = next;
    type({
      ...texts,
      code: next.code ?? '',
      ...(articleId === undefined ? {} : { articleId: articleId ?? '' }),
      ...(startsArticle ? { startsArticle: 'yes' } : {}),
    });
  };
  return { value, keep, finish };
};
