import { createPortal } from 'react-dom';
import type { TFunction } from 'i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import { createFormat, type FormatLanguage } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { usePrint } from '#renderer/ui/use-print.ts';
import { useTextsIn } from '#renderer/ui/use-texts-in.ts';
import type { ServiceView } from '#shared/services/operations.ts';
import { inLanguage, listIn, serviceLanguages } from '#shared/services/service.ts';
import type { PolicyView } from '#shared/sla/operations.ts';
import type { TargetLength } from '#shared/sla/target.ts';
import { sheetEn } from './sheet.en.ts';
import { sheetZhCN } from './sheet.zh-CN.ts';
import type { ServiceRules } from './use-service-rules.ts';
import classes from './sheet.module.css';

const texts = { en: sheetEn, 'zh-CN': sheetZhCN } as const;

interface ServiceSheetProps {
  readonly service: ServiceView;
  readonly rules: ServiceRules;
  /** It was printed, or given up. */
  readonly onDone: () => void;
}

/**
 * What the customer gets of a service on paper, in both languages side by side: nothing of how the desk works inside, and no figures. Prints
 * the window while it is mounted; on screen it cannot be seen.
 */
export const ServiceSheet = ({ service, rules, onDone }: ServiceSheetProps) => {
  const textsIn = useTextsIn('serviceSheet', texts);
  const { desk } = useOpenStatus();
  const now = useNow();
  usePrint(onDone, rules.hours(service.calendarId) !== undefined);
  const policy = rules.policies.find(({ id }) => id === service.policyId);
  return createPortal(
    <div className={classes['print']} data-print aria-hidden>
      <div className={classes['columns']}>
        {serviceLanguages.map((language) => (
          <Column
            key={language}
            language={language}
            t={textsIn(language)}
            service={service}
            hours={rules.hours(service.calendarId, language) ?? ''}
            policy={policy}
            desk={desk}
            at={now}
          />
        ))}
      </div>
    </div>,
    document.body,
  );
};

interface ColumnProps {
  readonly language: FormatLanguage;
  readonly t: TFunction<'serviceSheet'>;
  readonly service: ServiceView;
  readonly hours: string;
  readonly policy: PolicyView | undefined;
  readonly desk: string;
  readonly at: number;
}

const Column = ({ language, t, service, hours, policy, desk, at }: ColumnProps) => {
  const format = createFormat(language);
  const length = (target: TargetLength | null): string =>
    target === null ? '–' : t(`length.${target.unit}`, { count: target.amount });
  const fact = (label: string, text: string) =>
    text === '' ? null : (
      <>
        <dt>{label}</dt>
        <dd>{text}</dd>
      </>
    );
  const sentences = (title: string, list: readonly string[]) =>
    list.length === 0 ? null : (
      <section>
        <h2>{title}</h2>
        <ul>
          {list.map((sentence, place) => (
            <li key={place}>{sentence}</li>
          ))}
        </ul>
      </section>
    );
  return (
    <article lang={language}>
      <p className={classes['desk']}>{desk}</p>
      <h1>{inLanguage(service.name, language)}</h1>
      <p>{inLanguage(service.description, language)}</p>
      <dl>
        {fact(t('customer'), service.customer?.name ?? '')}
        {fact(t('contract'), service.contract)}
        {fact(t('audience'), inLanguage(service.audience, language))}
        {fact(t('hours'), hours)}
        {fact(t('owner'), service.owner?.name ?? '')}
      </dl>
      {sentences(t('inScope'), listIn(service.inScope, language))}
      {sentences(t('outOfScope'), listIn(service.outOfScope, language))}
      {policy && (
        <section>
          <h2>{t('promised')}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('priority')}</th>
                <th scope="col">{t('response')}</th>
                <th scope="col">{t('resolve')}</th>
              </tr>
            </thead>
            <tbody>
              {([1, 2, 3, 4] as const).map((priority) => (
                <tr key={priority}>
                  <th scope="row">P{priority}</th>
                  <td>{length(policy.targets[priority].response)}</td>
                  <td>{length(policy.targets[priority].resolve)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className={classes['foot']}>{t('asOf', { day: format.day(at, 0) })}</p>
    </article>
  );
};
