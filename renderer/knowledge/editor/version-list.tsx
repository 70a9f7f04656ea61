import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { standingOf } from '#shared/knowledge/actions.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import type { VersionName } from './version-content.ts';
import classes from './editor.module.css';

interface VersionListProps {
  readonly detail: ArticleDetail;
  readonly chosen: VersionName;
  readonly onChoose: (name: VersionName) => void;
}

/** The versions, newest first: when, by whom, what changed and why. */
export const VersionList = ({ detail, chosen, onChoose }: VersionListProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const format = useFormat();
  const now = useNow();
  const { article, versions } = detail;
  const names = (people: readonly { readonly name: string }[]) => format.list(people.map(({ name }) => name));
  return (
    <ol className={classes['versionList']} aria-label={t('versions')}>
      {article.next && (
        <li>
          <button type="button" aria-current={chosen === 'next'} onClick={() => onChoose('next')}>
            <b>{t('beingWritten')}</b>
            <span>{t('by', { names: names(article.next.authors) })}</span>
            <span>{knowledge(`standing.${standingOf(article)}`)}</span>
            {article.next.note !== '' && <span lang={langOf(article.next.note)}>{article.next.note}</span>}
          </button>
        </li>
      )}
      {versions.map(({ version, at, authors, reviewer, note }) => (
        <li key={version}>
          <button type="button" aria-current={chosen === version} onClick={() => onChoose(version)}>
            <b className="num">
              {t('version', { version })}
              {version === article.version && article.published && (
                <span className={classes['standing']}>{t('current')}</span>
              )}
            </b>
            <span className="num">{format.moment(at, now)}</span>
            <span>{t('by', { names: names(authors) })}</span>
            <span>{reviewer ? t('reviewedBy', { name: reviewer.name }) : t('imported')}</span>
            {note !== '' && (
              <span className={classes['versionNote']} lang={langOf(note)}>
                {note}
              </span>
            )}
          </button>
        </li>
      ))}
    </ol>
  );
};
