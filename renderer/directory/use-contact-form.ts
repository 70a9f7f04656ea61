import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { Result } from '#shared/base/result.ts';

interface FormOptions<Content> {
  readonly draftKey: string;
  /** As the record has it, or as a new one begins. */
  readonly initial: Content;
  /** Revision of the record as it was opened; null for one being made. */
  readonly seen: number | null;
  /** What a list of drafts calls it. */
  readonly titleOf: (content: Content) => string;
  /** How many fields are missing or wrong. */
  readonly faultsIn: (content: Content) => number;
  readonly save: (content: Content, seen: number | null) => Promise<Result<unknown>>;
  /** Revision of the record as it is now; null if it cannot be read. */
  readonly readRevision: () => Promise<number | null>;
  readonly onSaved: () => void;
}

interface Kept<Content> {
  readonly content: Content;
  readonly seen: number | null;
}

/** What a draft holds, over what the record has: a field that a draft of before did not know is as in the record. */
const keptIn = <Content extends object>(
  fields: Readonly<Record<string, string>>,
  initial: Content,
  seen: number | null,
): Kept<Content> => {
  const text = fields['contact'];
  if (text === undefined) return { content: initial, seen };
  try {
    const kept = JSON.parse(text) as { readonly content: Partial<Content>; readonly seen: number | null };
    return { content: { ...initial, ...kept.content }, seen: kept.seen };
  } catch {
    return { content: initial, seen };
  }
};

/**
 * The form of one record of the contacts, kept as a draft with every change. Where the record was changed since it was opened, saving is
 * refused once and says so; what was typed stays, and saving again puts it in place of the change.
 */
export const useContactForm = <Content extends object>({
  draftKey,
  initial,
  seen: opened,
  titleOf,
  faultsIn,
  save,
  readRevision,
  onSaved,
}: FormOptions<Content>) => {
  const { t } = useTranslation('directory');
  const draft = useDraft(draftKey);
  const [{ content, seen }, setKept] = useState(() => keptIn(draft.initial, initial, opened));
  const [wasStale, setStale] = useState(false);
  const put = (next: Kept<Content>) => {
    setKept(next);
    draft.type({ title: titleOf(next.content), contact: JSON.stringify(next) });
  };
  const faults = faultsIn(content);
  const { tried, pending, failure, submit } = useSubmit(faults === 0, async (): Promise<ShownFailure | undefined> => {
    setStale(false);
    const answer = await save(content, seen);
    if (answer.ok) {
      void draft.finish();
      onSaved();
      return undefined;
    }
    if (answer.failure.code !== 'record.stale') return answer.failure;
    const current = await readRevision();
    if (current === null) return answer.failure;
    put({ content, seen: current });
    setStale(true);
    return undefined;
  });
  return {
    content,
    tried,
    pending,
    failure: wasStale ? { code: 'contact.stale', message: t('changedMeanwhile') } : failure,
    missing: tried && faults > 0 ? t('toMend', { count: faults }) : undefined,
    change: (part: Partial<Content>) => put({ content: { ...content, ...part }, seen }),
    submit,
  };
};
