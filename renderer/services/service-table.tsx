import { useTranslation } from 'react-i18next';
import { intoView } from '#renderer/ui/into-view.ts';
import { ListTable } from '#renderer/ui/list-table.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ServiceView } from '#shared/services/operations.ts';
import { GoalMark } from './goal-mark.tsx';
import { useServiceName } from './use-service-name.ts';
import { goalState, useMeasureWords } from './use-measure-words.ts';
import type { ServiceRules } from './use-service-rules.ts';
import classes from './services.module.css';

interface ServiceTableProps {
  readonly services: readonly ServiceView[];
  readonly openId: string | undefined;
  readonly rules: ServiceRules;
  readonly onOpen: (id: string) => void;
}

/** All services, with how the first of their goals stands. */
export const ServiceTable = ({ services, openId, rules, onOpen }: ServiceTableProps) => {
  const { t } = useTranslation('services');
  const format = useFormat();
  const nameOf = useServiceName();
  const words = useMeasureWords();
  return (
    <div className={classes['scroll']}>
      <ListTable
        className={classes['table']}
        aria-label={t('title')}
        columns={[
          { label: t('name') },
          { label: t('criticality') },
          { label: t('hours'), isWide: true },
          { label: t('goal'), isWide: true },
          { label: t('value'), isFigure: true },
          { label: t('open'), isFigure: true },
        ]}
      >
        {services.map((service) => {
          const [first] = service.standing;
          const name = nameOf(service);
          const hours = rules.hours(service.calendarId) ?? '';
          return (
            <tr
              key={service.id}
              ref={service.id === openId ? intoView : undefined}
              data-selected={service.id === openId || undefined}
              onClick={() => onOpen(service.id)}
            >
              <td className="cut">
                <button type="button" title={name} aria-current={service.id === openId || undefined}>
                  {name}
                </button>
                {!service.active && <span className="muted"> {t('retired')}</span>}
              </td>
              <td className="soft">{t(`criticality.${service.criticality}`)}</td>
              <td className="soft num cut" data-wide title={hours}>
                {hours}
              </td>
              <td className="muted cut" data-wide title={first && `${words.name(first.measure)} ${words.goal(first)}`}>
                {first ? format.series([words.goal(first), words.name(first.measure)]) : '–'}
              </td>
              <td className="num" data-figure>
                {first ? (
                  first.figure.value === null ? (
                    <span className="muted">{t('tooFew')}</span>
                  ) : (
                    <span className={classes['value']}>
                      {words.value(first.measure, first.figure.value)}
                      <GoalMark state={goalState(first, first.figure.value)} />
                    </span>
                  )
                ) : (
                  '–'
                )}
              </td>
              <td className="num" data-figure>
                {format.number(service.open)}
              </td>
            </tr>
          );
        })}
      </ListTable>
    </div>
  );
};
