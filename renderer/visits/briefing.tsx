import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { TFunction } from 'i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import { createFormat, type Format } from '#renderer/ui/format.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { usePrint } from '#renderer/ui/use-print.ts';
import { useTextsIn } from '#renderer/ui/use-texts-in.ts';
import type { PackOfSite } from '#shared/visits/operations.ts';
import { briefingEn } from './briefing.en.ts';
import { briefingZhCN } from './briefing.zh-CN.ts';
import { BriefingHours } from './briefing-hours.tsx';
import { briefingOf } from './briefing-lines.ts';
import classes from './briefing.module.css';

const texts = { en: briefingEn, 'zh-CN': briefingZhCN } as const;

interface BriefingProps extends PackOfSite {
  /** It was printed, or given up. */
  readonly onDone: () => void;
}

/**
 * A visit on one sheet of paper, for where a laptop stays in the bag: how to get in, whom to call, what is open. Its own words are in both
 * languages, since who reads it there may know either. Prints the window while it is mounted; on screen it cannot be seen.
 */
export const Briefing = ({ pack, pin, onDone }: BriefingProps) => {
  const textsIn = useTextsIn('briefing', texts);
  const { desk } = useOpenStatus();
  const now = useNow();
  usePrint(onDone);
  /** The same in both languages, side by side. */
  const both = (of: (t: TFunction<'briefing'>, format: Format) => string): ReactNode => {
    const en = of(textsIn('en'), createFormat('en'));
    const zh = of(textsIn('zh-CN'), createFormat('zh-CN'));
    return (
      <span className={classes['both']}>
        <span lang="en">{en}</span>
        {zh !== en && <span lang="zh-CN">{zh}</span>}
      </span>
    );
  };
  const { site, hours, contacts, onCall } = pack;
  const lines = briefingOf(pack);
  const written = (text: string) =>
    text.trim() === '' ? both((t) => t('noted')) : <span lang={langOf(text)}>{text}</span>;
  const part = (of: Parameters<typeof both>[0], children: ReactNode) => (
    <section>
      <h2>{both(of)}</h2>
      {children}
    </section>
  );
  const rest = (count: number) => count > 0 && <li className={classes['rest']}>{both((t) => t('more', { count }))}</li>;
  return createPortal(
    <article className={classes['print']} data-print aria-hidden>
      <header>
        <div>
          <p>{both((t) => t('title'))}</p>
          <h1 lang={langOf(site.name)}>{site.name}</h1>
        </div>
        <p>
          {desk}
          <br />
          {both((t, format) => t('asOf', { at: format.dateTime(pack.at, now) }))}
        </p>
      </header>
      {pin && (
        <p className={classes['planned']}>
          {pin.plannedOn !== null && (
            <span>
              {both((t) => t('planned'))}{' '}
              <b>{both((_, format) => format.day(new Date(`${pin.plannedOn}T12:00:00`), now))}</b>
            </span>
          )}
          <span>
            {both((t) => t('for'))} <b>{pin.by.name}</b>
          </span>
        </p>
      )}
      <div className={classes['pair']}>
        {part((t) => t('access'), <p>{written(site.accessNote)}</p>)}
        {part((t) => t('address'), <p>{written(site.address)}</p>)}
        {part(
          (t) => t('contacts'),
          <ul>
            {contacts.length === 0 && <li>{both((t) => t('nobody'))}</li>}
            {contacts.map(({ id, name, jobTitle, phones }) => (
              <li key={id}>
                <b>{name}</b> {jobTitle} <span className="num">{phones[0]}</span>
              </li>
            ))}
          </ul>,
        )}
        {part(
          (t) => t('onCall'),
          <ul>
            {onCall.length === 0 && <li>{both((t) => t('nobody'))}</li>}
            {onCall.map(({ rotaId, rota, person }) => (
              <li key={rotaId}>
                <b>{person ? person.name : both((t) => t('nobody'))}</b> <span className="num">{person?.phone}</span>{' '}
                {rota}
              </li>
            ))}
          </ul>,
        )}
      </div>
      {hours && part((t) => t('hours'), <BriefingHours hours={hours} closed={both((t) => t('closed'))} />)}
      {pin && pin.note !== '' && part((t) => t('note'), <p lang={langOf(pin.note)}>{pin.note}</p>)}
      {part(
        (t, format) => `${t('tickets')} (${format.number(pack.tickets.count)})`,
        <ul>
          {lines.tickets.map(({ id, number, priority, title, requester }) => (
            <li key={id} className={classes['ticket']}>
              <span className="num">{number}</span>
              <b>P{priority}</b>
              <span lang={langOf(title)}>{title}</span>
              <span>{requester}</span>
            </li>
          ))}
          {rest(pack.tickets.count - lines.tickets.length)}
        </ul>,
      )}
      {lines.assets.length > 0 &&
        part(
          (t) => t('assets'),
          <ul>
            {lines.assets.map(({ id, name, assetTag, serial, model }) => (
              <li key={id}>
                <b>{name}</b> {model} <span className="num">{[assetTag, serial].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
            {rest(lines.moreAssets)}
          </ul>,
        )}
      {pack.gaps.length === 0 ? (
        <p>
          <b>{both((t) => t('allHere'))}</b>
        </p>
      ) : (
        part(
          (t) => t('missing'),
          <ul>
            {lines.gaps.map(({ kind, name, of }, place) => (
              <li key={place}>
                {both((t) => t(`gap.${kind}`))} <b>{name}</b> {of}
              </li>
            ))}
            {rest(pack.gaps.length - lines.gaps.length)}
          </ul>,
        )
      )}
      <footer>
        {both((t, format) =>
          [
            `${t('people')} ${format.number(pack.people.count)}`,
            `${t('things')} ${format.number(pack.assets.count)}`,
            `${t('articles')} ${format.number(pack.articles.count)}`,
            `${t('documents')} ${format.number(pack.documents.count)}`,
            format.bytes(pack.bytes),
          ].join(' · '),
        )}
      </footer>
    </article>,
    document.body,
  );
};
