import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { SlaGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { SlaClock, TicketClocks as Clocks } from '#shared/sla/clocks.ts';
import { clockBar } from './clock-bar.ts';
import { shapeOf, useClockWords } from './clock-words.ts';
import classes from './sla.module.css';

const READ_AGAIN_MS = 60_000;

/** The clocks of a ticket, read again with every change of it and every minute; those of the ticket before never stand under another one. */
const useClocks = (ticketId: string): (Clocks & { readonly at: number }) | undefined => {
  const client = useClient();
  const [shown, setShown] = useState<{
    readonly ticketId: string;
    readonly clocks: Clocks & { readonly at: number };
  }>();
  useEffect(() => {
    let isWanted = true;
    const read = () =>
      void client.call('sla.clocks', { ticketId }).then((answer) => {
        if (isWanted && answer.ok) setShown({ ticketId, clocks: answer.value });
      });
    read();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'tickets.changed' && (notice.all || notice.ids.includes(ticketId))) read();
    });
    const timer = window.setInterval(read, READ_AGAIN_MS);
    return () => {
      isWanted = false;
      stop();
      window.clearInterval(timer);
    };
  }, [client, ticketId]);
  return shown?.ticketId === ticketId ? shown.clocks : undefined;
};

/** The clock that the list goes by: the one due first that still runs, a paused one only where no other does; else how resolving ended. */
const leadingClock = (current: readonly SlaClock[]): SlaClock | undefined => {
  const going = current.filter(({ endsAt, targetSeconds }) => endsAt === null && targetSeconds !== null);
  const [first] = going.toSorted((left, right) => (left.dueAt ?? Infinity) - (right.dueAt ?? Infinity));
  return first ?? current.find(({ target }) => target === 'resolve');
};

const Bar = ({ clock }: { readonly clock: SlaClock }) => {
  const { t } = useTranslation('sla');
  const format = useFormat();
  const hatch = useId();
  const bar = clockBar(clock);
  if (!bar) return null;
  const kind = shapeOf(clock) ?? 'met';
  return (
    <svg
      className={classes['bar']}
      role="img"
      aria-label={t('bar', { percent: format.percent(clock.percent / 100) })}
      data-sla={kind}
    >
      <defs>
        <pattern id={hatch} width="5" height="8" patternUnits="userSpaceOnUse" patternTransform="skewX(-30)">
          <rect width="2" height="8" className={classes['hatch']} />
        </pattern>
      </defs>
      <rect width="100%" y="3" height="8" rx="2" className={classes['ground']} />
      {bar.stretches.map((stretch) => (
        <rect
          key={`${stretch.kind} ${stretch.from}`}
          x={`${stretch.from}%`}
          y="3"
          width={`${stretch.width}%`}
          height="8"
          {...(stretch.kind === 'counted' ? { className: classes['counted'] } : { fill: `url(#${hatch})` })}
        />
      ))}
      {bar.ticks.map((tick) => (
        <rect key={tick} x={`${tick}%`} y="3" width="1" height="8" className={classes['tick']} />
      ))}
      {clock.endsAt === null && (
        <rect x={`${Math.min(99.6, bar.now)}%`} y="0" width="2" height="14" className={classes['now']} />
      )}
    </svg>
  );
};

const Mini = ({ clock, at }: { readonly clock: SlaClock; readonly at: number }) => {
  const { t } = useTranslation('sla');
  const { t: ui } = useTranslation('ui');
  const words = useClockWords();
  const shape = shapeOf(clock);
  if (!shape) return null;
  return (
    <span className={classes['mini']} data-sla={shape}>
      <SlaGlyph state={shape} share={clock.percent / 100} label={ui(`sla.${shape}`)} />
      {t(`target.${clock.target}`)} <span className="num muted">{words.aside(clock, at)}</span>
    </span>
  );
};

/** What the ticket's clocks say: the leading one large with its bar, the others in one line. Nothing while no policy judges it. */
export const TicketClocks = ({ ticketId }: { readonly ticketId: string }) => {
  const { t } = useTranslation('sla');
  const format = useFormat();
  const words = useClockWords();
  const clocks = useClocks(ticketId);
  if (!clocks) return <div className={classes['waiting']} />;
  const leading = leadingClock(clocks.current);
  const others = [...clocks.current.filter((clock) => clock !== leading), clocks.feedback];
  const shape = leading && shapeOf(leading);
  const by = leading && words.by(leading, clocks.at);
  const spent = leading && words.spent(leading);
  return (
    <section className={classes['clocks']} aria-label={t('clocks')}>
      {leading && shape ? (
        <>
          <div className={classes['leading']}>
            <p className={classes['headline']} data-sla={shape}>
              <SlaGlyph state={shape} share={leading.percent / 100} />
              {words.headline(leading)}
            </p>
            <p className={classes['target']}>
              {by !== undefined && <span title={leading.isProvisional ? t('provisional') : undefined}>{by}</span>}
              {spent !== undefined && <span className="num">{spent}</span>}
            </p>
          </div>
          <Bar clock={leading} />
          <p className={classes['scale']}>
            <span className="num">{t('since', { at: format.moment(leading.startsAt, clocks.at) })}</span>
            {leading.pausedSeconds > 0 && (
              <span className="num">
                {t('onHold', { span: format.span(leading.pausedSeconds, leading.daySeconds) })}
              </span>
            )}
            {leading.resolvedSeconds > 0 && (
              <span className="num">
                {t('resolvedBetween', { span: format.span(leading.resolvedSeconds, leading.daySeconds) })}
              </span>
            )}
          </p>
        </>
      ) : (
        <p className={classes['none']}>{t('none')}</p>
      )}
      <div className={classes['others']}>
        {others.map((clock) => (
          <Mini key={clock.target} clock={clock} at={clocks.at} />
        ))}
      </div>
    </section>
  );
};
