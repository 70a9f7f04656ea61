import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AuditEntryView } from '#shared/audit/operations.ts';
import { BreachGlyph, OkGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { gapWords } from './entry-words.ts';
import type { AuditStore } from './store.ts';
import classes from './audit.module.css';

interface ChainPlaceProps {
  readonly store: AuditStore;
  readonly seq: number;
  /** The entry and its neighbours; undefined until they are read. */
  readonly around: readonly AuditEntryView[] | undefined;
  readonly onOpen: (seq: number) => void;
}

const groups = (hash: string): string =>
  `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-8, -4)} ${hash.slice(-4)}`;

/** The hash of this entry and of those beside it; the mark says that the later one really carries the earlier one's hash. */
export const ChainPlace = ({ store, seq, around, onOpen }: ChainPlaceProps) => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const checkpoint = useStore(store, (state) => state.checkpoint);
  const isOwn = useStore(store, (state) => state.device === null);
  const oldestFirst = around?.toReversed() ?? [];
  const headingId = `audit-place-${seq}`;

  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <h3 id={headingId}>{t('place.title')}</h3>
      <ol className={`${classes['chain']} mono`}>
        {oldestFirst.map(({ entry, hash }, index) => {
          const previous = oldestFirst[index - 1];
          const holds = previous === undefined ? undefined : entry.prev === previous.hash;
          const missing = previous === undefined ? 0 : entry.seq - previous.entry.seq - 1;
          const row = (
            <>
              <span className={entry.seq === seq ? undefined : 'muted'}>{format.number(entry.seq)}</span>
              <span title={hash}>{groups(hash)}</span>
              {holds === undefined ? (
                <span className={`${classes['placeWord']} muted`}>{entry.seq === 1 ? t('place.begin') : ''}</span>
              ) : holds ? (
                <OkGlyph label={t('place.linked')} />
              ) : missing > 0 ? (
                <BreachGlyph label={gapWords(entry.seq - missing, entry.seq - 1, t, format.number)} />
              ) : (
                <BreachGlyph label={t('problem.link')} />
              )}
            </>
          );
          return (
            <li key={entry.seq} data-own={entry.seq === seq || undefined}>
              {entry.seq === seq ? (
                <span className={classes['placeLine']}>{row}</span>
              ) : (
                <button type="button" className={classes['placeLine']} onClick={() => onOpen(entry.seq)}>
                  {row}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      <p className={`${classes['note']} small muted`}>
        {checkpoint && checkpoint.seq >= seq
          ? t('place.covered', { seq: format.number(checkpoint.seq) })
          : t(isOwn ? 'place.open' : 'place.never')}
      </p>
    </section>
  );
};
