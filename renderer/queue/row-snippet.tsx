import { createContext, use, useEffect } from 'react';
import {
  IconAlignLeft,
  IconCategory,
  IconCircleCheck,
  IconHistory,
  IconLetterCase,
  IconLock,
  IconMessage,
  IconMessageReply,
  IconPaperclip,
  IconTag,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Marked } from '#renderer/ui/marked.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { SearchField } from '#shared/search/document.ts';
import type { SnippetsStore } from './snippets-store.ts';
import classes from './grid.module.css';

const icons = {
  title: IconLetterCase,
  requester: IconUser,
  assignee: IconUser,
  group: IconUsers,
  category: IconCategory,
  tag: IconTag,
  description: IconAlignLeft,
  resolution: IconCircleCheck,
  comment: IconMessage,
  workNote: IconLock,
  reply: IconMessageReply,
  attachment: IconPaperclip,
  history: IconHistory,
} as const satisfies Record<SearchField, unknown>;

/** Undefined while nothing is searched for: rows then ask for nothing. */
export const SnippetsContext = createContext<SnippetsStore | undefined>(undefined);

const Found = ({ ticketId, store }: { readonly ticketId: string; readonly store: SnippetsStore }) => {
  const { t } = useTranslation('search');
  const snippet = useStore(store, ({ found }) => found.get(ticketId));
  useEffect(() => store.getState().show(ticketId), [store, ticketId]);
  if (!snippet) return null;
  const Icon = icons[snippet.field];
  const place = t(`field.${snippet.field}`);
  return (
    <span className={classes['snippet']} title={`${place}: ${snippet.text}`}>
      <Icon size={14} stroke={1.6} role="img" aria-label={place} />
      <span className={classes['found']} lang={langOf(snippet.text)}>
        <Marked text={snippet.text} />
      </span>
    </span>
  );
};

/** Behind the title: where else on the ticket the words stand. The row keeps its height, the title its place. */
export const RowSnippet = ({ ticketId }: { readonly ticketId: string }) => {
  const store = use(SnippetsContext);
  return store ? <Found ticketId={ticketId} store={store} /> : null;
};
