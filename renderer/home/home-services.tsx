import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { GoalMark } from '#renderer/services/goal-mark.tsx';
import { goalState, useMeasureWords } from '#renderer/services/use-measure-words.ts';
import { useServiceName } from '#renderer/services/use-service-name.ts';
import { useServiceRules } from '#renderer/services/use-service-rules.ts';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Notice } from '#shared/contract/notice.ts';
import classes from './home.module.css';

const concerns = ({ name }: Notice): boolean =>
  name === 'services.changed' || name === 'tickets.changed' || name === 'figures.reckoned';

/** The services in use: what they aim at first, what is, and as of when. */
export const HomeServices = () => {
  const { t } = useTranslation('home');
  const { t: words } = useTranslation('services');
  const format = useFormat();
  const now = useNow();
  const mayManage = useAllowed('services.manage');
  const measures = useMeasureWords();
  const nameOf = useServiceName();
  const rules = useServiceRules();
  const { value } = useQuery('services.list', {}, concerns);
  const services = value?.services.filter(({ active }) => active);
  if (!value || !services) return null;
  return (
    <section className={classes['block']} aria-label={t('services')}>
      <h2>
        <a href={hrefOf('services')}>{t('services')}</a>
        <span className="muted">{t('servicesMeta')}</span>
      </h2>
      {services.length === 0 ? (
        <p className="muted">
          {t('noServices')} {mayManage && <a href={hrefOf('services', 'new', 'edit')}>{t('writeServices')}</a>}
        </p>
      ) : (
        <table className={classes['services']}>
          <thead>
            <tr>
              <th scope="col">{t('service')}</th>
              <th scope="col">{t('criticality')}</th>
              <th scope="col" data-wide>
                {t('hours')}
              </th>
              <th scope="col">{t('goalHead')}</th>
              <th scope="col">{t('value')}</th>
              <th scope="col">{t('dataAge')}</th>
            </tr>
          </thead>
          <tbody>
            {services.map((service) => {
              const [goal] = service.standing;
              const hours = rules.hours(service.calendarId) ?? '';
              const about = goal && format.series([measures.name(goal.measure), words(`window.${goal.window}`)]);
              return (
                <tr key={service.id}>
                  <th scope="row" className="cut">
                    <a href={hrefOf('services', service.id)} title={nameOf(service)}>
                      {nameOf(service)}
                    </a>
                  </th>
                  <td className="soft">{words(`criticality.${service.criticality}`)}</td>
                  <td className="soft num cut" data-wide title={hours}>
                    {hours}
                  </td>
                  <td className="num muted" title={about}>
                    {goal ? measures.value(goal.measure, goal.target) : t('noGoalShort')}
                  </td>
                  <td className="num" title={about}>
                    {goal === undefined || value.reckoning !== null ? (
                      '–'
                    ) : goal.figure.value === null ? (
                      <span className="muted">{t('tooFew')}</span>
                    ) : (
                      <span className={classes['value']}>
                        {measures.value(goal.measure, goal.figure.value)}
                        <GoalMark state={goalState(goal, goal.figure.value)} />
                      </span>
                    )}
                  </td>
                  <td className="num muted">{format.moment(value.at, now)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
};
