import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { useVisitWords } from './use-visit-words.ts';
import classes from './visits.module.css';

const concerns = ({ name }: Notice): boolean => name === 'visits.changed';

interface MyVisitsProps {
  /** Class of a block of the page that it stands on. */
  readonly className: string | undefined;
}

/** The sites that the person at the console is going to, with how their packs stand; nothing for who goes nowhere. */
export const MyVisits = ({ className }: MyVisitsProps) => {
  const isAllowed = useAllowed('directory.read');
  return isAllowed ? <Visits className={className} /> : null;
};

const Visits = ({ className }: MyVisitsProps) => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const now = useNow();
  const { dayOf } = useVisitWords();
  const { value: visits } = useQuery('visits.mine', {}, concerns);
  if (!visits || visits.length === 0) return null;
  return (
    <section className={className} aria-label={t('mine')}>
      <h2>{t('mine')}</h2>
      <ul className={classes['visits']}>
        {visits.map(({ siteId, site, plannedOn, pack }) => (
          <li key={siteId}>
            <a href={hrefOf('contacts', 'sites', siteId, 'pack')}>
              <span>
                {pack && pack.missing === 0 ? <OkGlyph /> : <RiskGlyph />}
                <span className="cut">{pack ? site : t('siteGone')}</span>
              </span>
              <span className="muted small num">
                {[
                  dayOf(plannedOn),
                  ...(pack
                    ? [
                        pack.missing > 0
                          ? t('summaryMissing', { count: pack.missing })
                          : t('allHere', { at: format.moment(pack.at, now) }),
                      ]
                    : []),
                ].join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
