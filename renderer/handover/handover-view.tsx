import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import type { Command } from '#renderer/ui/commands.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { OkGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf, navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { HandoverView as Handover } from '#shared/handover/operations.ts';
import { GiveForm } from './give-form.tsx';
import { HandoverPage } from './handover-page.tsx';
import { handoverStore } from './handover-store.ts';
import { isWaiting, partsOf, waitingIn } from './waiting.ts';
import classes from './handover.module.css';

const NEW = 'new';

/**
 * Hand-overs to and by the person at the console, one of them open, or a new one. Route: `#/handover/<id>`, `#/handover/new`; without either
 * it opens what waits, else the newest.
 */
export const HandoverView = () => {
  const { t } = useTranslation('handover');
  const { handovers, failure, load } = useStore(useSessionStore(handoverStore));
  const hasDrafts = useDraftsReady();
  const openId = useRoute().rest[0];
  const opened = handovers?.find(({ id }) => id === openId);
  const first = handovers?.find(isWaiting) ?? handovers?.[0];
  useEffect(() => {
    if (openId === undefined && first) replaceRoute('handover', first.id);
  }, [openId, first]);
  const move = (by: number) => {
    const at = handovers?.findIndex(({ id }) => id === openId) ?? -1;
    const next = handovers?.[at + by];
    if (at >= 0 && next) replaceRoute('handover', next.id);
  };
  const moving = (id: string, label: string, key: string, arrow: string, by: number): Command => ({
    id,
    label,
    group: t('thisView'),
    key,
    otherKeys: [arrow],
    keyOnly: true,
    status: { order: 0, label: t('keys.move') },
    run: () => move(by),
  });
  useCommands('handover', [
    moving('handover.next', t('next'), 'j', 'ArrowDown', 1),
    moving('handover.previous', t('previous'), 'k', 'ArrowUp', -1),
    {
      id: 'handover.new',
      label: t('new'),
      group: t('thisView'),
      icon: IconPlus,
      key: 'c',
      status: { order: 1, label: t('keys.new') },
      run: () => navigate('handover', NEW),
    },
  ]);
  return (
    <>
      <ViewHead title={t('title')}>
        {openId !== NEW && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="c" />}
            onClick={() => navigate('handover', NEW)}
          >
            {t('new')}
          </Button>
        )}
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} onRetry={() => void load()} />}
      {openId === NEW ? (
        hasDrafts && <GiveForm />
      ) : handovers === undefined ? (
        !failure && <SkeletonRows rows={6} />
      ) : handovers.length === 0 ? (
        <Empty mark="blank" title={t('empty')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <div className={classes['split']}>
          <nav className={classes['list']} aria-label={t('list')} data-no-print>
            <ul>
              {handovers.map((handover) => (
                <Line key={handover.id} handover={handover} isOpen={handover.id === openId} />
              ))}
            </ul>
          </nav>
          {opened ? <HandoverPage key={opened.id} handover={opened} /> : <Empty mark="blank" title={t('choose')} />}
        </div>
      )}
    </>
  );
};

const Line = ({ handover, isOpen }: { readonly handover: Handover; readonly isOpen: boolean }) => {
  const { t } = useTranslation('handover');
  const format = useFormat();
  const now = useNow();
  const all = partsOf(handover).length;
  const waiting = waitingIn(handover);
  const receiver = handover.to?.name ?? handover.group ?? '';
  return (
    <li>
      <a href={hrefOf('handover', handover.id)} {...(isOpen ? { 'aria-current': 'page' as const } : {})}>
        <span className={classes['line']}>
          <b className="cut">
            {handover.isForMe ? t('from', { name: handover.by.name }) : t('to', { name: receiver })}
          </b>
          <span className="num muted">{format.moment(handover.at, now)}</span>
        </span>
        <span className={classes['line']}>
          {waiting === 0 ? (
            <span className={classes['noted']}>
              <OkGlyph />
              {t('allNoted')}
            </span>
          ) : (
            <span className="muted">{t('noted', { done: all - waiting, count: all })}</span>
          )}
        </span>
      </a>
    </li>
  );
};
