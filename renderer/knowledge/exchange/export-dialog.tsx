import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { succeed, type Failure, type Result } from '#shared/base/result.ts';
import type { ArticleAudience } from '#shared/knowledge/article.ts';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import {
  exportFormats,
  type ExportCount,
  type ExportFormat,
  type ExportWish,
} from '#shared/knowledge/exchange/operations.ts';
import { picturesDrawn } from '../print/pictures-drawn.ts';
import { fetchExport, fetchPages } from './fetch-export.ts';
import { PrintedArticles } from './printed-articles.tsx';
import classes from './exchange.module.css';

interface ExportDialogProps {
  readonly listed: readonly { readonly id: string }[];
  readonly onClose: () => void;
}

/** Asks which articles leave, for whom and as what; says how many, and how many not. */
export const ExportDialog = ({ listed, onClose }: ExportDialogProps) => {
  const { t, i18n } = useTranslation('knowledgeExchange');
  const client = useClient();
  const format = useFormat();
  const [which, setWhich] = useState<'list' | 'all'>('all');
  const [audience, setAudience] = useState<ArticleAudience>('internal');
  const [as, setAs] = useState<ExportFormat>('site');
  const [count, setCount] = useState<ExportCount>();
  const [failure, setFailure] = useState<Failure>();
  const [isPending, setPending] = useState(false);
  /** What the window prints, while it does. */
  const [pages, setPages] = useState<readonly ExportedArticle[]>();
  const printedPages = useRef<HTMLDivElement>(null);
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const articleIds = useMemo(() => (which === 'all' ? null : listed.map(({ id }) => id)), [which, listed]);
  useEffect(() => {
    let isOld = false;
    void client.call('knowledgeExport.count', { articleIds, audience, format: 'site', language }).then((answer) => {
      if (isOld) return;
      if (answer.ok) setCount(answer.value);
      else setFailure(answer.failure);
    });
    return () => {
      isOld = true;
    };
  }, [client, articleIds, audience, language]);

  const wish = { articleIds, audience, language } as const;
  const download = async (to: Exclude<ExportFormat, 'print'>): Promise<Result<string>> => {
    const made = await client.call('knowledgeExport.make', { ...wish, format: to });
    if (!made.ok) return made;
    const content = await fetchExport(client, made.value);
    if (!content.ok) return content;
    const { name, bytes, picturesMissing } = made.value;
    saveFile(name, content.value);
    const done = t('export.done', { name, size: format.bytes(bytes) });
    return succeed(
      picturesMissing === 0
        ? done
        : `${done}${format.language === 'en' ? '. ' : '。'}${t('export.picturesMissing', { count: picturesMissing })}`,
    );
  };
  const print = async (): Promise<Result<string | null>> => {
    const printed: ExportWish = { ...wish, format: 'print' };
    const answer = await client.call('knowledgeExport.print', printed);
    if (!answer.ok) return answer;
    const fetched = await fetchPages(client, answer.value);
    if (!fetched.ok) return fetched;
    flushSync(() => setPages(fetched.value));
    if (printedPages.current) await picturesDrawn(printedPages.current);
    if (answer.value.savesPdf) {
      const saved = await client.call('knowledgeExport.savePdf', printed);
      setPages(undefined);
      if (!saved.ok) return saved;
      return succeed(saved.value && t('export.saved', { path: saved.value.path }));
    }
    const noted = await client.call('knowledgeExport.printed', printed);
    if (noted.ok) window.print();
    setPages(undefined);
    return noted.ok ? succeed(t('export.printing')) : noted;
  };
  const go = async () => {
    if (isPending) return;
    setPending(true);
    setFailure(undefined);
    const done = await (as === 'print' ? print() : download(as));
    setPending(false);
    if (!done.ok) return setFailure(done.failure);
    if (done.value === null) return undefined;
    announce({ tone: 'done', text: done.value });
    onClose();
    return undefined;
  };
  return (
    <FormDialog
      name="knowledge.export.go"
      title={t('export.title')}
      submitLabel={t('export.go')}
      missing={undefined}
      failure={failure}
      pending={isPending}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      {listed.length > 0 && (
        <Choices
          legend={t('export.which')}
          options={[
            { value: 'all', label: t('export.all') },
            { value: 'list', label: t('export.list', { count: listed.length }) },
          ]}
          value={which}
          onChange={setWhich}
          autoFocus
        />
      )}
      <Choices
        legend={t('export.for')}
        options={[
          { value: 'internal', label: t('export.internal') },
          { value: 'requester', label: t('export.requester') },
        ]}
        value={audience}
        onChange={setAudience}
      />
      <Choices
        legend={t('export.as')}
        options={exportFormats.map((value) => ({ value, label: t(`export.${value}`) }))}
        value={as}
        onChange={setAs}
        single
      />
      <div className={classes['export']} role="status">
        <p className="muted small">{t(`export.${as}Hint`)}</p>
        {count && <p>{t('export.holds', { count: count.articles })}</p>}
        {count && count.internal > 0 && <p className="soft">{t('export.leavesInternal', { count: count.internal })}</p>}
        {count && count.unpublished > 0 && (
          <p className="soft">{t('export.leavesUnpublished', { count: count.unpublished })}</p>
        )}
      </div>
      {pages && <PrintedArticles ref={printedPages} pages={pages} />}
    </FormDialog>
  );
};
