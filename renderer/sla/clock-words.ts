import { useTranslation } from 'react-i18next';
import { AT_RISK_PERCENT } from '#shared/sla/at-risk.ts';
import type { SlaClock } from '#shared/sla/clocks.ts';
import type { SlaShape } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

export const shapeOf = ({ state, percent }: SlaClock): SlaShape | undefined => {
  switch (state) {
    case 'none':
      return undefined;
    case 'running':
      return percent >= AT_RISK_PERCENT ? 'at-risk' : 'running';
    case 'met_late':
      return 'met-late';
    case 'breached':
    case 'paused':
    case 'met':
      return state;
  }
};

interface ClockWords {
  /** The one thing to know: time left, time over, or how it ended. */
  readonly headline: (clock: SlaClock) => string;
  /** “Resolve by Sat 17:00”; undefined for one that has ended or stands still. */
  readonly by: (clock: SlaClock, now: number) => string | undefined;
  /** “6 h 48 min of 8 h, business time”. */
  readonly spent: (clock: SlaClock) => string | undefined;
  /** A few words for a clock that stands beside the headline. */
  readonly aside: (clock: SlaClock, now: number) => string;
}

export const useClockWords = (): ClockWords => {
  const { t } = useTranslation('sla');
  const format = useFormat();
  const span = (clock: SlaClock, seconds: number): string => format.span(Math.abs(seconds), clock.daySeconds);
  const leftOf = (clock: SlaClock): number => (clock.targetSeconds ?? clock.elapsedSeconds) - clock.elapsedSeconds;
  const isOn = ({ endsAt }: SlaClock): boolean => endsAt === null;

  return {
    headline: (clock) => {
      const left = leftOf(clock);
      switch (clock.state) {
        case 'met':
          return t('met', { span: span(clock, clock.elapsedSeconds) });
        case 'met_late':
          return t('metLate', { span: span(clock, clock.elapsedSeconds) });
        case 'paused':
          return left < 0 ? t('pausedOver', { span: span(clock, left) }) : t('pausedLeft', { span: span(clock, left) });
        case 'breached':
          return isOn(clock) ? t('over', { span: span(clock, left) }) : t('missed');
        case 'running':
        case 'none':
          return t('left', { span: span(clock, left) });
      }
    },
    by: (clock, now) => {
      if (!isOn(clock) || clock.dueAt === null) return undefined;
      return t(`by.${clock.target}`, { at: `${clock.isProvisional ? '~ ' : ''}${format.moment(clock.dueAt, now)}` });
    },
    spent: (clock) => {
      if (clock.targetSeconds === null) return undefined;
      // A target of eight hours is not one of a day: each is said in the unit that it was promised in.
      const daySeconds = clock.length.unit === 'bd' ? clock.daySeconds : Infinity;
      const words = {
        spent: format.span(clock.elapsedSeconds, daySeconds),
        target: format.span(clock.targetSeconds, daySeconds),
      };
      return clock.basis === 'business' ? t('ofBusiness', words) : t('ofWall', words);
    },
    aside: (clock, now) => {
      const left = leftOf(clock);
      if (clock.missedUpdates > 0) return t('missedUpdates', { count: clock.missedUpdates });
      if (clock.state === 'breached' && isOn(clock)) return t('overBy', { span: span(clock, left) });
      if (clock.state === 'breached') return t('missed');
      if (!isOn(clock)) return t('within', { span: span(clock, clock.elapsedSeconds) });
      if (clock.dueAt === null) return t('paused');
      return t('byAt', { at: format.moment(clock.dueAt, now) });
    },
  };
};
