import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconShield, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ChainVerdict } from '#shared/audit/operations.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { shownDevice, type AuditStore } from './store.ts';
import classes from './audit.module.css';

/** Gaps that the strip names. */
const MOST_GAPS = 3;

/** An entry that is there: the one that is meant, else its neighbour; null if there is none. */
const beside = (seq: number, gaps: ChainVerdict['gaps'], head: number): number | null => {
  const gap = gaps.find(({ from, to }) => from <= seq && seq <= to);
  if (!gap) return seq;
  if (gap.to < head) return gap.to + 1;
  return gap.from > 1 ? gap.from - 1 : null;
};

interface ChainStripProps {
  readonly store: AuditStore;
  readonly onShow: (seq: number) => void;
}

/** Whether the chain holds, as of the last verification, and what the newest signed checkpoint covers. */
export const ChainStrip = ({ store, onShow }: ChainStripProps) => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const isOwn = useStore(store, (state) => state.device === null);
  const code = useStore(store, (state) => shownDevice(state)?.code ?? null);
  const [openedAt] = useState(Date.now);
  const verdict = useStore(store, (state) => state.verdict);
  const isVerifying = useStore(store, (state) => state.isVerifying);
  const head = useStore(store, (state) => state.head);
  const checkpoint = useStore(store, (state) => state.checkpoint);
  const brokenAt = verdict?.brokenAt ?? null;
  const broken = verdict !== undefined && !verdict.intact;
  // The verification writes an entry of its own, which is not news to whoever asked for it.
  const newer = verdict && isOwn ? Math.max(0, head - verdict.entries - 1) : 0;
  const Shield = broken ? IconShieldX : verdict ? IconShieldCheck : IconShield;

  const gaps = verdict?.gaps ?? [];
  const named = gaps
    .slice(0, MOST_GAPS)
    .map(({ from, to }) => (from === to ? format.number(from) : `${format.number(from)}–${format.number(to)}`));
  const gapWords =
    gaps.length === 0
      ? ''
      : gaps.length > named.length
        ? t('chain.moreGaps', { gaps: format.series(named), count: gaps.length - named.length })
        : t('chain.gaps', { gaps: format.series(named) });
  // What is missing cannot be shown; the entry behind it can.
  const shown = brokenAt === null ? null : beside(brokenAt, gaps, head);

  const title = broken
    ? t('chain.broken', { seq: format.number(brokenAt ?? verdict.entries + 1) })
    : verdict
      ? t('chain.intact')
      : t(isVerifying ? 'chain.checking' : 'chain.unchecked');

  return (
    <section
      className={classes['strip']}
      aria-label={title}
      aria-busy={isVerifying}
      data-state={broken ? 'broken' : verdict ? 'intact' : 'unknown'}
    >
      <div className={classes['state']} role="status">
        <Shield size={28} stroke={1.5} aria-hidden />
        <div className={classes['stateText']}>
          <b>{title}</b>
          <p className="num">
            {broken && verdict.problem !== null ? (
              [t(`problem.${verdict.problem}`), gapWords].filter(Boolean).join(' ')
            ) : verdict ? (
              <>
                <Trans
                  t={t}
                  i18nKey="chain.verified"
                  values={{ entries: format.number(verdict.entries) }}
                  components={{ when: <RelativeTime at={verdict.checkedAt} /> }}
                />
                {newer > 0 ? ` · ${t('chain.newer', { entries: format.number(newer) })}` : null}
              </>
            ) : (
              t('chain.each')
            )}
          </p>
        </div>
      </div>
      <dl className={classes['fact']}>
        <dt>{t('chain.checkpoint')}</dt>
        <dd className="num">
          {checkpoint
            ? t('chain.signed', { time: format.moment(checkpoint.at, openedAt), device: code ?? t('chains.unknown') })
            : t('chain.none')}
        </dd>
      </dl>
      {checkpoint ? (
        <dl className={`${classes['fact']} ${classes['wideOnly']}`}>
          <dt>{t('chain.covers')}</dt>
          <dd className="num">
            {checkpoint.seq >= head
              ? t('chain.coversAll')
              : t('chain.coversUpTo', { seq: format.number(checkpoint.seq) })}
          </dd>
        </dl>
      ) : null}
      <span className={classes['space']} />
      {shown === null ? null : (
        <Button onClick={() => onShow(shown)}>{t('chain.show', { seq: format.number(shown) })}</Button>
      )}
      <Button
        aria-disabled={isVerifying}
        aria-keyshortcuts="v"
        rightSection={<KeyHint keys="v" />}
        onClick={() => void store.getState().verify()}
      >
        {t(verdict ? 'chain.again' : 'chain.verify')}
      </Button>
    </section>
  );
};
