import { useTranslation } from 'react-i18next';
import { navigate } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { TemplateContent, TemplateKind, TemplateView } from '#shared/templates/template.ts';
import classes from './templates.module.css';

interface RowProps {
  readonly id: string;
  readonly name: string;
  readonly isOpen: boolean;
  /** Facts about it, one after the other. */
  readonly children: readonly string[];
}

const Row = ({ id, name, isOpen, children }: RowProps) => (
  <button
    type="button"
    className={classes['row']}
    data-row-id={id}
    {...(isOpen ? { 'aria-current': true as const } : {})}
    onClick={() => navigate('templates', id)}
  >
    <span className="strong cut">{name}</span>
    <span className="muted small cut num">{children.join(' · ')}</span>
  </button>
);

interface KindProps {
  readonly kind: TemplateKind;
  readonly of: readonly TemplateView[];
  readonly openId: string | undefined;
  /** Keys of drafts, which are the ids of what has one. */
  readonly changed: ReadonlySet<string>;
}

/** The templates of one kind under its name. */
export const Kind = ({ kind, of, openId, changed }: KindProps) => {
  const { t } = useTranslation('templates');
  const format = useFormat();
  return (
    <section aria-label={t(`kinds.${kind}`)}>
      <h2 className={classes['heading']}>
        {t(`kinds.${kind}`)}
        <span className="muted num">{format.number(of.length)}</span>
      </h2>
      <ul>
        {of.map(({ id, content, uses, scope, retired, shipped }) => (
          <li key={id}>
            <Row id={id} name={content.name} isOpen={id === openId}>
              {[
                ...(changed.has(id) ? [t('hasDraft')] : []),
                t(`language.${content.language}`),
                uses === 0 ? t('unused') : t('uses', { count: uses }),
                ...(scope === 'own' ? [t('own')] : shipped ? [t('shipped')] : []),
                ...(retired ? [t('retired')] : []),
              ]}
            </Row>
          </li>
        ))}
      </ul>
    </section>
  );
};

interface UnsavedProps {
  readonly of: readonly { readonly key: string; readonly content: TemplateContent }[];
  readonly openId: string | undefined;
}

/** New ones that were begun; nothing where there is none. */
export const Unsaved = ({ of, openId }: UnsavedProps) => {
  const { t } = useTranslation('templates');
  const format = useFormat();
  if (of.length === 0) return null;
  return (
    <section aria-label={t('unsaved')}>
      <h2 className={classes['heading']}>
        {t('unsaved')}
        <span className="muted num">{format.number(of.length)}</span>
      </h2>
      <ul>
        {of.map(({ key, content }) => (
          <li key={key}>
            <Row id={key} name={content.name || t('unnamed')} isOpen={key === openId}>
              {[t(`kind.${content.kind}`), t(`language.${content.language}`)]}
            </Row>
          </li>
        ))}
      </ul>
    </section>
  );
};
