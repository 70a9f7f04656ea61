import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Suggestion } from '#shared/suggestions/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { OfferedRow } from './offered-article.tsx';
import { QuickLook } from './quick-look.tsx';
import { useWhyWords } from './use-why-words.ts';
import classes from './suggestions.module.css';

/** After the last key, so that nothing is asked while somebody types on. */
const PAUSE_MS = 350;
/** Fewer characters say nothing yet. */
const SHORTEST = 4;
const SHOWN = 3;

interface KnownStripProps {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly chosen: readonly string[];
  readonly onChoose: (articleIds: readonly string[]) => void;
}

/** What may answer what is typed, as of the last pause. What was found stays until something else is. */
const useKnown = ({ title, description, category }: KnownStripProps): readonly Suggestion[] => {
  const { i18n } = useTranslation();
  const client = useClient();
  const { language } = i18n;
  const [known, setKnown] = useState<readonly Suggestion[]>([]);
  const isEmpty = `${title} ${description}`.trim().length < SHORTEST;
  useEffect(() => {
    if (isEmpty) return undefined;
    let isWanted = true;
    const timer = window.setTimeout(() => {
      const asked = { title, description, category: category.trim() || null, language, limit: SHOWN };
      void client.call('suggestions.forText', asked).then((answer) => {
        if (isWanted && answer.ok) setKnown(answer.value.shown);
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [client, title, description, category, language, isEmpty]);
  return isEmpty ? [] : known;
};

/** Below the form, so that no field moves: articles that may answer what is typed, to be read, or named on the ticket from the start. */
export const KnownStrip = (props: KnownStripProps) => {
  const { chosen, onChoose } = props;
  const { t } = useTranslation('suggestions');
  const { t: tickets } = useTranslation('tickets');
  const whyWords = useWhyWords();
  const known = useKnown(props);
  const [look, setLook] = useState<string | null>(null);
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  useCommands(
    'known',
    known.map(({ article }, place) => ({
      id: `suggestions.known.${place + 1}`,
      label: t('linkCommand', { place: place + 1 }),
      hint: article.title,
      group: tickets('newTicket'),
      key: `alt+${place + 1}`,
      run: () => toggle(article.id),
    })),
  );
  const move = (by: number) => {
    const next = known[known.findIndex(({ article }) => article.id === look) + by];
    if (next) setLook(next.article.id);
  };
  return (
    <>
      {known.length > 0 && (
        <section className={classes['strip']} aria-label={t('mayBeKnown')}>
          <p className={classes['stripHead']}>{t('mayBeKnown')}</p>
          <ul className={classes['list']}>
            {known.map(({ article, why }, place) => {
              const isChosen = chosen.includes(article.id);
              const number = shortNumber(article.number);
              const Icon = isChosen ? IconCheck : IconLink;
              return (
                <OfferedRow key={article.id} article={article} note={whyWords(why)} onLook={() => setLook(article.id)}>
                  <Button
                    size="xs"
                    aria-pressed={isChosen}
                    aria-label={t(isChosen ? 'keepApart' : 'linkOnCreate', { number })}
                    leftSection={<Icon size={14} stroke={1.6} aria-hidden />}
                    rightSection={<KeyHint keys={`alt+${place + 1}`} />}
                    onClick={() => toggle(article.id)}
                  >
                    {isChosen ? t('willLink') : t('link')}
                  </Button>
                </OfferedRow>
              );
            })}
          </ul>
        </section>
      )}
      {look !== null && (
        <QuickLook
          articleId={look}
          onLink={
            chosen.includes(look)
              ? undefined
              : ({ id }) => {
                  setLook(null);
                  toggle(id);
                }
          }
          onInsert={undefined}
          onMove={move}
          onClose={() => setLook(null)}
        />
      )}
    </>
  );
};
