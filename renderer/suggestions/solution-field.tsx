import { useCallback, useEffect, useId, useState } from 'react';
import { Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useTicketQuery } from '#renderer/api/use-ticket-query.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { useTicketArticles } from './use-ticket-suggestions.ts';
import { useWhyWords } from './use-why-words.ts';
import classes from './suggestions.module.css';

interface SolutionFieldProps {
  readonly ticketId: string;
  /** Null: none fits; undefined: nobody has said yet. */
  readonly articleId: string | null | undefined;
  readonly onChange: (articleId: string | null) => void;
}

interface Choice {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly note: string;
}

const SUGGESTED = 3;
const FOUND = 5;
const NONE = 'none';
const PAUSE_MS = 200;

/** Published articles that match, as of the last pause; undefined while nothing is typed. */
const useFound = (text: string): readonly Choice[] | undefined => {
  const client = useClient();
  const [found, setFound] = useState<readonly Choice[]>();
  const asked = text.trim();
  useEffect(() => {
    if (asked === '') return undefined;
    let isWanted = true;
    const timer = window.setTimeout(() => {
      const filter = { view: 'published', kind: null, language: null, text: asked } as const;
      void client.call('knowledge.list', filter).then((answer) => {
        if (isWanted && answer.ok)
          setFound(answer.value.rows.slice(0, FOUND).map(({ id, number, title }) => ({ id, number, title, note: '' })));
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [client, asked]);
  return asked === '' ? undefined : found;
};

/** The article that solved a ticket: those linked first, then those suggested, any other by searching; or that none fits. */
export const SolutionField = ({ ticketId, articleId, onChange }: SolutionFieldProps) => {
  const { t, i18n } = useTranslation('suggestions');
  const whyWords = useWhyWords();
  const name = useId();
  const { language } = i18n;
  const inputOf = useCallback((id: string) => ({ ticketId: id, language, limit: SUGGESTED }), [language]);
  const { value: suggestions } = useTicketQuery('suggestions.forTicket', ticketId, inputOf);
  const { articles } = useTicketArticles(ticketId);
  const [text, setText] = useState('');
  const found = useFound(text);
  /** What was chosen of those found stays in sight when the search is over. */
  const [picked, setPicked] = useState<Choice>();

  const [firstLinked] = articles;
  useEffect(() => {
    if (articleId === undefined && firstLinked) onChange(firstLinked.article.id);
  }, [articleId, firstLinked, onChange]);

  const choices = new Map<string, Choice>();
  const offer = (choice: Choice) => {
    if (!choices.has(choice.id)) choices.set(choice.id, choice);
  };
  for (const { article } of articles) offer({ ...article, note: t('isLinked') });
  for (const { article, why } of suggestions?.shown ?? []) offer({ ...article, note: whyWords(why) });
  if (picked) offer(picked);
  for (const each of found ?? []) offer(each);
  const choose = (value: string) => {
    if (value === NONE) onChange(null);
    else {
      setPicked(choices.get(value));
      onChange(value);
    }
  };

  return (
    <Radio.Group
      label={t('solvedBy')}
      name={name}
      value={articleId === null ? NONE : (articleId ?? '')}
      onChange={choose}
    >
      <div className={classes['choices']}>
        {[...choices.values()].map(({ id, number, title, note }) => (
          <Radio
            key={id}
            value={id}
            label={
              <span className={classes['choice']}>
                <span className={classes['choiceTitle']}>
                  <span className="num soft">{shortNumber(number)}</span> <span lang={langOf(title)}>{title}</span>
                </span>
                {note !== '' && <span className={classes['why']}>{note}</span>}
              </span>
            }
          />
        ))}
        {found?.length === 0 && <p className={classes['empty']}>{t('noHits')}</p>}
        <Radio value={NONE} label={t('noneFits')} />
        <TextInput
          size="xs"
          aria-label={t('findArticle')}
          placeholder={`${t('findArticle')}: ${t('findHint')}`}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
    </Radio.Group>
  );
};
