import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { cardOutcomes, type CardOutcome } from '#shared/directory/cards.ts';
import type { CardsPreview } from '#shared/directory/operations.ts';
import classes from './contacts.module.css';

/** The cards of a file by what becomes of them: one outcome at a time, with its count. */
export const CardsList = ({ preview }: { readonly preview: CardsPreview }) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const { counts } = preview;
  const present = cardOutcomes.filter((outcome) => counts[outcome] > 0);
  const [chosen, setChosen] = useState<CardOutcome>();
  const shown = chosen !== undefined && present.includes(chosen) ? chosen : (present[0] ?? 'new');
  const cards = preview.cards.filter(({ outcome }) => outcome === shown);
  return (
    <div className={classes['list']}>
      <div className={classes['sections']}>
        <SegmentedControl
          size="xs"
          aria-label={t('outcomes')}
          value={shown}
          onChange={setChosen}
          data={present.map((outcome) => ({
            value: outcome,
            label: `${t(`outcome.${outcome}`)} ${format.number(counts[outcome])}`,
          }))}
        />
      </div>
      <p className="small muted">{t(`outcomeText.${shown}`)}</p>
      <div className={classes['cards']} role="group" aria-label={t(`outcome.${shown}`)}>
        <ul>
          {cards.map((card) => (
            <li key={card.place} className={classes['card']}>
              <span className="cut" title={card.name}>
                {card.name || t('cardAt', { place: card.place })}
              </span>
              <span className="cut soft">{card.problem === null ? card.way : t(`cardProblem.${card.problem}`)}</span>
              <span className="cut muted small">
                {card.known ? t('cardKnown', { name: card.known.name }) : t('cardLine', { line: card.line })}
              </span>
            </li>
          ))}
          {counts[shown] > cards.length && (
            <li className={classes['card']}>
              <span className="muted small">{t('moreCards', { count: counts[shown] - cards.length })}</span>
            </li>
          )}
        </ul>
      </div>
    </div>
  );
};
