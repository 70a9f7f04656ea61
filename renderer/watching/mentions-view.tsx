import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { shortNumber } from '#shared/tickets/number.ts';
import { inboxStore } from './inbox-store.ts';
import classes from './watching.module.css';

/** Where colleagues named this person, newest first. Opening one opens its ticket, and it counts as seen. */
export const MentionsView = () => {
  const { t } = useTranslation('watching');
  const { t: tickets } = useTranslation('tickets');
  const format = useFormat();
  const now = useNow();
  const { inbox, failure, load } = useStore(useSessionStore(inboxStore));
  const [at, setAt] = useState(0);
  const mentions = inbox?.mentions ?? [];
  const place = Math.min(at, Math.max(0, mentions.length - 1));
  const move = (by: number) => setAt(Math.max(0, Math.min(mentions.length - 1, place + by)));
  const open = () => {
    const mention = mentions[place];
    if (mention) navigate('queue', mention.ticketId);
  };
  const group = t('mentions');
  useCommands('mentions', [
    {
      id: 'mentions.open',
      label: t('open'),
      key: 'Enter',
      group,
      keyOnly: true,
      status: { order: 2, label: t('open') },
      run: open,
    },
  ]);
  useMoveCommands('mentions', { group, next: t('next'), previous: t('previous'), move: t('move') }, move);
  return (
    <>
      <ViewHead
        title={t('mentions')}
        count={inbox && inbox.unreadMentions > 0 ? t('unread', { count: inbox.unreadMentions }) : undefined}
      />
      {failure && <FailureBanner failure={failure} wide onRetry={() => void load()} />}
      {inbox === undefined ? (
        failure ? null : (
          <SkeletonRows rows={5} />
        )
      ) : mentions.length === 0 ? (
        <Empty mark="blank" title={t('none')}>
          {t('noneHint')}
        </Empty>
      ) : (
        <ul className={classes['list']}>
          {mentions.map((mention, index) => (
            <li key={mention.id}>
              <button
                type="button"
                className={classes['row']}
                data-at={index === place || undefined}
                data-unread={mention.isUnread || undefined}
                onClick={() => navigate('queue', mention.ticketId)}
              >
                <span className={classes['line']}>
                  {mention.isUnread && <span className={classes['dot']} role="img" aria-label={t('isUnread')} />}
                  <b>{mention.by}</b>
                  <StateGlyph state={mention.state} label={tickets(`state.${mention.state}`)} />
                  <span className="num muted">{shortNumber(mention.number)}</span>
                  <span className="cut">{mention.title}</span>
                  <span className={classes['grow']} />
                  <time className="num muted" dateTime={mention.at}>
                    {format.moment(mention.at, now)}
                  </time>
                </span>
                <span className={classes['text']} lang={langOf(mention.text)}>
                  {mention.text}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
