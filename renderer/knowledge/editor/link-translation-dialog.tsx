import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleDetail, ListedArticle } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { languageName } from '../language-name.ts';
import dialogs from '#renderer/ui/dialogs.module.css';

interface LinkTranslationDialogProps {
  readonly article: Article;
  readonly onTaken: (detail: ArticleDetail) => void;
  readonly onClose: () => void;
}

/** Says of which article this one is the translation. */
export const LinkTranslationDialog = ({ article, onTaken, onClose }: LinkTranslationDialogProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const client = useClient();
  const [found, setFound] = useState<readonly ListedArticle[]>([]);
  const [text, setText] = useState('');
  const [original, setOriginal] = useState<ListedArticle>();
  const { id, language, number } = article;
  useEffect(() => {
    let isWanted = true;
    void client.call('knowledge.list', { view: 'published', language: null, kind: null, text }).then((answer) => {
      if (isWanted && answer.ok)
        setFound(answer.value.rows.filter((row) => row.id !== id && row.language !== language));
    });
    return () => {
      isWanted = false;
    };
  }, [client, id, language, text]);
  const { tried, pending, failure, submit } = useSubmit(original !== undefined, async () => {
    if (!original) return undefined;
    const answer = await client.call('knowledge.link', {
      articleId: id,
      seen: article.revision,
      originalId: original.id,
    });
    if (!answer.ok) return answer.failure;
    onTaken(answer.value);
    announce({
      tone: 'done',
      text: t('linked', { number: shortNumber(number), original: shortNumber(original.number) }),
    });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="article.link.submit"
      title={t('linkTitle', { number: shortNumber(number) })}
      submitLabel={t('linkTranslation')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div>
        <div className={dialogs['picker']} data-error={(tried && !original) || undefined}>
          <PickList
            label={t('linkFind')}
            options={found.map((row) => ({
              value: row.id,
              label: row.title,
              hint: `${shortNumber(row.number)} · ${languageName(row.language)}`,
            }))}
            chosen={new Set(original ? [original.id] : [])}
            emptyText={t('linkNone')}
            onText={setText}
            onPick={(picked) => {
              if (picked === original?.id) submit();
              else setOriginal(found.find((row) => row.id === picked));
            }}
          />
        </div>
        {tried && !original && (
          <p className={dialogs['error']} role="alert">
            <BreachGlyph />
            {t('linkNeeded')}
          </p>
        )}
      </div>
    </FormDialog>
  );
};
