import { createContext, use, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Marked } from '#renderer/ui/marked.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { SnippetsStore } from './snippets-store.ts';
import classes from './grid.module.css';

/** Undefined while nothing is searched for: rows then ask for nothing. */
export const SnippetsContext = createContext<SnippetsStore | undefined>(undefined);

const Found = ({ ticketId, store }: { readonly ticketId: string; readonly store: SnippetsStore }) => {
  const { t } = useTranslation('search');
  const found = useStore(store, (state) => state.found);
  useEffect(() => store.getState().want(ticketId), [store, ticketId, found]);
  const snippet = found.get(ticketId);
  if (!snippet) return null;
  return (
    <span className={classes['snippet']} lang={langOf(snippet.text)}>
      <span className={classes['place']}>{t(`field.${snippet.field}`)}</span>
      <Marked text={snippet.text} />
    </span>
  );
};

/** Behind the title: where else on the ticket the words stand. The row keeps its height, the title its place. */
export const RowSnippet = ({ ticketId }: { readonly ticketId: string }) => {
  const store = use(SnippetsContext);
  return store ? <Found ticketId={ticketId} store={store} /> : null;
};
