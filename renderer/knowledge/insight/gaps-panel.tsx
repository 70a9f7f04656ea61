import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { KnowledgeFigures } from '#shared/knowledge/figures.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './insight.module.css';

/** Where people work without knowledge: what is worth writing next. */
export const GapsPanel = ({ figures }: { readonly figures: KnowledgeFigures }) => {
  const { t } = useTranslation('knowledgeInsight');
  const format = useFormat();
  const { categories, problems } = figures;
  return (
    <>
      <PanelSection title={t('categories')} meta={categories.length > 0 ? format.number(categories.length) : undefined}>
        {categories.length === 0 ? (
          <p className="small muted">{t('categoriesNone')}</p>
        ) : (
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('category')}</th>
                <th scope="col">{t('tickets')}</th>
                <th scope="col">{t('articles')}</th>
                <th scope="col">{t('used')}</th>
              </tr>
            </thead>
            <tbody>
              {categories.map(({ category, tickets, articles, withArticle }) => (
                <tr key={category}>
                  <th scope="row">{category}</th>
                  <td className="num">{format.number(tickets)}</td>
                  <td className="num">{format.number(articles)}</td>
                  <td className="num">{format.number(withArticle)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PanelSection>
      <PanelSection title={t('problems')} meta={problems.length > 0 ? format.number(problems.length) : undefined}>
        {problems.length === 0 ? (
          <p className="small muted">{t('problemsNone')}</p>
        ) : (
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('problem')}</th>
                <th scope="col">{t('tickets')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ id, number, title, tickets }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={hrefOf('problems', id)}>
                      <span className="num">{shortNumber(number)}</span> {title}
                    </a>
                  </th>
                  <td className="num">{format.number(tickets)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PanelSection>
    </>
  );
};
