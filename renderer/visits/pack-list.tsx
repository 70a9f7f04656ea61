import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Priority } from '#shared/tickets/ticket.ts';
import type { PackSection } from '#shared/visits/pack.ts';
import type { PackThing } from '#shared/visits/things.ts';
import { useVisitWords } from './use-visit-words.ts';
import classes from './visits.module.css';

/** Things of one kind drawn at once. */
const SHOWN = 12;

/** How one thing is shown: where it leads, what it is called, what is known of it in a few words. */
export interface ThingView {
  readonly href: string;
  /** Of a ticket. */
  readonly priority?: Priority;
  readonly name: string;
  /** BCP 47 of the name, where it is known. */
  readonly lang?: string | undefined;
  readonly code?: string | undefined;
  readonly fact: string;
  readonly depth?: number;
}

interface PackListProps<Thing extends PackThing> {
  readonly kind: 'tickets' | 'people' | 'assets' | 'articles' | 'documents';
  readonly section: PackSection<Thing>;
  readonly view: (thing: Thing) => ThingView;
}

/** What a pack holds of one kind, with why each thing is in it and how large it is. */
export const PackList = <Thing extends PackThing>({ kind, section, view }: PackListProps<Thing>) => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const { whyOf } = useVisitWords();
  const [all, setAll] = useState(false);
  const { count, bytes, things } = section;
  const shown = all ? things : things.slice(0, SHOWN);
  return (
    <PanelSection
      title={t(`section.${kind}`)}
      meta={count === 0 ? undefined : `${format.number(count)} · ${format.bytes(bytes)}`}
    >
      {count === 0 && <p className="muted">{t(`none.${kind}`)}</p>}
      <ul>
        {shown.map((thing) => {
          const { href, priority, name, lang, code, fact, depth = 0 } = view(thing);
          const why = whyOf(thing.reasons);
          return (
            <li key={thing.id} className={classes['row']} data-thing={kind}>
              <a href={href} title={name} style={{ paddingLeft: depth * 16 }}>
                {priority !== undefined && <PriorityGlyph priority={priority} label={`P${priority}`} />}
                <span className="cut" lang={lang}>
                  {name}
                </span>
                {code !== undefined && <span className={`${classes['code']} num`}>{code}</span>}
              </a>
              <span className={`${classes['fact']} cut`}>{fact}</span>
              <span className={`${classes['why']} cut`} title={why}>
                {why}
              </span>
              <span className={`${classes['size']} num`}>{format.bytes(thing.bytes)}</span>
            </li>
          );
        })}
      </ul>
      {shown.length < things.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('more', { count: things.length - shown.length })}
        </Button>
      )}
      {(all || things.length <= SHOWN) && count > things.length && (
        <p className="muted small">{t('beyond', { count: count - things.length })}</p>
      )}
    </PanelSection>
  );
};
