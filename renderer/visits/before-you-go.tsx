import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { PackGap } from '#shared/visits/gaps.ts';
import { summaryOf, type VisitPack } from '#shared/visits/pack.ts';
import classes from './visits.module.css';

/** Gaps drawn at once. */
const SHOWN = 12;

const featureOf: Readonly<Record<string, string>> = {
  ticket: 'queue',
  article: 'knowledge',
  document: 'documents',
};

/** Where a gap can be closed: the record that it is in, else the site. */
const placeOf = ({ recordId }: PackGap, siteId: string): string => {
  const id = recordId ?? siteId;
  return hrefOf(featureOf[id.slice(0, id.indexOf(':'))] ?? 'contacts', id);
};

const Gap = ({ gap, siteId }: { readonly gap: PackGap; readonly siteId: string }) => {
  const { t } = useTranslation('visits');
  const { kind, isMissing, isDamaged, name } = gap;
  const of = gap.of === null ? '' : shortNumber(gap.of);
  const what =
    isDamaged && (kind === 'ticketFile' || kind === 'articlePicture')
      ? t(`damaged.${kind}`, { name, of })
      : t(`gap.${kind}`, { name, of });
  return (
    <li className={classes['gap']} data-gap={kind}>
      {isMissing ? (
        <RiskGlyph label={t('missingMark')} />
      ) : (
        <IconInfoCircle size={14} stroke={1.6} role="img" aria-label={t('lookMark')} />
      )}
      <span className={classes['gapWords']}>
        <span>{what}</span>
        <span className="muted small">{t(`do.${kind}`)}</span>
      </span>
      <a className={classes['fix']} href={placeOf(gap, siteId)} aria-label={`${t('fix')}: ${what}`}>
        {gap.recordId === null ? t('fixSite') : t('fix')}
      </a>
    </li>
  );
};

/** What is missing and what to do about each, or that all is here: the first thing to read before leaving. */
export const BeforeYouGo = ({ pack }: { readonly pack: VisitPack }) => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const now = useNow();
  const [all, setAll] = useState(false);
  const { missing, toLookAt } = summaryOf(pack);
  const at = format.moment(pack.at, now);
  const shown = all ? pack.gaps : pack.gaps.slice(0, SHOWN);
  return (
    <section className={classes['before']} aria-label={t('before')}>
      <div className={classes['verdict']} role="status">
        {missing > 0 ? <RiskGlyph /> : <OkGlyph />}
        <h2>{missing > 0 ? t('missing', { count: missing, at }) : t('allHere', { at })}</h2>
        {toLookAt > 0 && <span className="soft">{t('toLookAt', { count: toLookAt })}</span>}
        <span className={classes['grow']} />
        <span className="muted num">{t('whole', { count: pack.count, size: format.bytes(pack.bytes) })}</span>
      </div>
      {shown.length > 0 && (
        <ul>
          {shown.map((gap, place) => (
            <Gap key={`${gap.kind} ${gap.recordId} ${place}`} gap={gap} siteId={pack.site.id} />
          ))}
        </ul>
      )}
      {shown.length < pack.gaps.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('more', { count: pack.gaps.length - shown.length })}
        </Button>
      )}
      <p className="muted small">{t('noServer')}</p>
    </section>
  );
};
