import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Radio, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useTicketQuery } from '#renderer/api/use-ticket-query.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { contentOf } from '#shared/knowledge/article.ts';
import type { TicketArticle } from '#shared/suggestions/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { suggestionsStore } from './suggestions-store.ts';
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
/** Escape folds the choice away; the dialog around it stays. */
const OWN_ESCAPE = { 'data-mantine-stop-propagation': true };

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

type Named = Pick<Choice, 'number' | 'title'>;

/** How the chosen article is called: known if it is linked, else asked for. */
const useArticleName = (articleId: string | null, linked: readonly TicketArticle[]): Named | undefined => {
  const client = useClient();
  const known = linked.find(({ article }) => article.id === articleId)?.article;
  const [asked, setAsked] = useState<Named & { readonly id: string }>();
  const wanted = known ? null : articleId;
  useEffect(() => {
    if (wanted === null) return undefined;
    let isWanted = true;
    void client.call('knowledge.get', { articleId: wanted }).then((answer) => {
      if (!isWanted || !answer.ok) return;
      const { article } = answer.value;
      setAsked({ id: article.id, number: article.number, title: contentOf(article).title });
    });
    return () => {
      isWanted = false;
    };
  }, [client, wanted]);
  return known ?? (asked?.id === articleId ? asked : undefined);
};

/** The choice unfolded: articles linked first, then those suggested, any other by searching; or that none fits. */
const Choices = ({ ticketId, articleId, onChange, onFold }: SolutionFieldProps & { readonly onFold: () => void }) => {
  const { t, i18n } = useTranslation('suggestions');
  const whyWords = useWhyWords();
  const name = useId();
  const group = useRef<HTMLDivElement>(null);
  const { language } = i18n;
  const inputOf = useCallback((id: string) => ({ ticketId: id, language, limit: SUGGESTED }), [language]);
  const { value: suggestions } = useTicketQuery('suggestions.forTicket', ticketId, inputOf);
  const { articles } = useTicketArticles(ticketId);
  const [text, setText] = useState('');
  const found = useFound(text);
  /** What was chosen of those found stays in sight when the search is over. */
  const [picked, setPicked] = useState<Choice>();
  const isThere = suggestions !== undefined;
  // Where the person was before it unfolded, the choice is now.
  useEffect(() => {
    if (!isThere) return;
    const radios = [...(group.current?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])];
    (radios.find(({ checked }) => checked) ?? radios[0])?.focus();
  }, [isThere]);

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

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    onFold();
  };
  return (
    <Radio.Group
      ref={group}
      onKeyDown={onKeyDown}
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
            {...OWN_ESCAPE}
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
        <Radio value={NONE} label={t('noneFits')} {...OWN_ESCAPE} />
        <TextInput
          {...OWN_ESCAPE}
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

/** Which article solved a ticket: one line and one stop until somebody unfolds it; nothing on a desk without articles. */
export const SolutionField = ({ ticketId, articleId, onChange }: SolutionFieldProps) => {
  const { t } = useTranslation('suggestions');
  const isStocked = useStore(useSessionStore(suggestionsStore), (state) => state.isStocked);
  const { articles } = useTicketArticles(ticketId);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const [firstLinked] = articles;
  // Before the first frame: what else is asked depends on it.
  useLayoutEffect(() => {
    if (articleId === undefined && firstLinked) onChange(firstLinked.article.id);
  }, [articleId, firstLinked, onChange]);
  const chosen = useArticleName(articleId ?? null, articles);
  if (!isStocked && articles.length === 0) return null;
  const fold = () => {
    flushSync(() => setOpen(false));
    button.current?.focus();
  };
  if (isOpen) return <Choices ticketId={ticketId} articleId={articleId} onChange={onChange} onFold={fold} />;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div>
      <span id={`${id}-label`} className={classes['solutionLabel']}>
        {t('solvedBy')}
      </span>
      <button
        ref={button}
        type="button"
        className={classes['solutionButton']}
        aria-labelledby={`${id}-label ${id}-value`}
        aria-expanded={false}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
      >
        <span id={`${id}-value`} className={classes['solutionValue']}>
          {chosen ? (
            <>
              <span className="num soft">{shortNumber(chosen.number)}</span>{' '}
              <span lang={langOf(chosen.title)}>{chosen.title}</span>
            </>
          ) : (
            <span className={articleId === null ? undefined : 'muted'}>
              {t(articleId === null ? 'noneFits' : 'chooseArticle')}
            </span>
          )}
        </span>
        <IconChevronDown size={14} stroke={1.6} aria-hidden />
      </button>
    </div>
  );
};
