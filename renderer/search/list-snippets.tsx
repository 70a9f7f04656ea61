import { useEffect, type ReactNode } from 'react';
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
import { createSnippetsStore, type ListSearched } from './snippets-store.ts';
import type { Client } from '#renderer/api/client.ts';
import classes from './snippet.module.css';

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

/** What shows the snippets of one list, and what starts it following that list. */
export interface ListSnippets {
  readonly show: (ticketId: string) => ReactNode;
  readonly connect: () => () => void;
}

export const createListSnippets = (client: Client, list: ListSearched): ListSnippets => {
  const store = createSnippetsStore(client, list);
  const Snippet = ({ ticketId }: { readonly ticketId: string }) => {
    const { t } = useTranslation('search');
    const snippet = useStore(store, ({ found }) => found.get(ticketId));
    useEffect(() => store.getState().show(ticketId), [ticketId]);
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
  return { show: (ticketId) => <Snippet ticketId={ticketId} />, connect: store.getState().connect };
};
