import { useTranslation } from 'react-i18next';
import { createFormat } from '#renderer/ui/format.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import { openingAt } from '#shared/directory/opening.ts';

/** What the clock says at a place, and whether somebody is there: `It is 15:20 there · open until 17:00`. */
export const OpeningLine = ({ zone, hours }: { readonly zone: string; readonly hours: BusinessCalendar | null }) => {
  const { t } = useTranslation('directory');
  const { language } = useFormat();
  const now = useNow();
  const there = createFormat(language, zone);
  const local = t('localTime', { time: there.time(now) });
  if (!hours) return <span className="num">{local}</span>;
  const { isOpen, until } = openingAt(hours, now);
  const at = until === null ? '' : there.moment(until, now);
  const said = isOpen
    ? until === null
      ? t('open.always')
      : t('open.until', { at })
    : until === null
      ? t('open.never')
      : t('open.from', { at });
  return (
    <span className="num">
      {local} · <span className={isOpen ? undefined : 'strong'}>{said}</span>
    </span>
  );
};
