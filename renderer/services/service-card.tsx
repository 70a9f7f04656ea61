import { useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPrinter, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf, replaceRoute } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import { viewOfFilter } from '#shared/queue/filter.ts';
import type { ServiceView } from '#shared/services/operations.ts';
import { inLanguage, listIn } from '#shared/services/service.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { contentOf } from './service-draft.ts';
import { ServiceGoals } from './service-goals.tsx';
import { ServiceSheet } from './service-sheet.tsx';
import { useServiceName } from './use-service-name.ts';
import type { ServiceRules } from './use-service-rules.ts';
import classes from './services.module.css';

const openStates = ticketStates.filter(isOpen);

interface ServiceCardProps {
  readonly service: ServiceView;
  /** When its figures were worked out. */
  readonly at: string;
  readonly rules: ServiceRules;
  readonly onClose: () => void;
}

/** One service: what it is, how it goes, and what can be done with it. */
export const ServiceCard = ({ service, at, rules, onClose }: ServiceCardProps) => {
  const { t } = useTranslation('services');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const name = useServiceName()(service);
  const mayManage = useAllowed('services.manage');
  const [isPrinting, setPrinting] = useState(false);
  const [isRetiring, setRetiring] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { language } = format;
  const edit = () => replaceRoute('services', service.id, 'edit');
  const print = () => setPrinting(true);
  const setActive = async (active: boolean) => {
    setRetiring(false);
    const saved = await client.call('services.save', {
      id: service.id,
      seen: service.revision,
      content: { ...contentOf(service), active },
    });
    setFailure(saved.ok ? undefined : saved.failure);
    if (saved.ok) announce({ tone: 'done', text: t('saved', { name }) });
  };
  const toggle = () => (service.active ? setRetiring(true) : void setActive(true));
  const group = t('details');
  useCommands('service', [
    { id: 'service.print', label: t('print'), group, icon: IconPrinter, run: print },
    ...(mayManage
      ? [
          { id: 'service.edit', label: t('edit'), group, icon: IconPencil, key: 'e' as const, run: edit },
          { id: 'service.retire', label: service.active ? t('retire') : t('restore'), group, run: toggle },
        ]
      : []),
  ]);

  const fact = (label: string, text: string | null | undefined) =>
    text === undefined || text === null || text === '' ? null : (
      <>
        <dt>{label}</dt>
        <dd lang={langOf(text)}>{text}</dd>
      </>
    );
  const sentences = (title: string, list: readonly string[]) =>
    list.length > 0 && (
      <PanelSection title={title}>
        <ul className={classes['sentences']}>
          {list.map((sentence, place) => (
            <li key={place} lang={langOf(sentence)}>
              {sentence}
            </li>
          ))}
        </ul>
      </PanelSection>
    );
  const ticketsOf = (text: string) =>
    hrefOf(
      'queue',
      'view',
      viewOfFilter({ states: openStates, text, behind: { figure: 'service', serviceId: service.id } }),
    );
  const policy = rules.policies.find(({ id }) => id === service.policyId);
  const description = inLanguage(service.description, language);
  return (
    <>
      <ViewHead title={name}>
        <Button leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />} onClick={print} title={t('print')}>
          {t('printShort')}
        </Button>
        {mayManage && (
          <Button rightSection={<KeyHint keys="e" />} onClick={edit}>
            {t('edit')}
          </Button>
        )}
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <div className={classes['card']}>
        {failure && <FailureBanner failure={failure} />}
        {!service.active && <p className="muted">{t('retired')}</p>}
        {description !== '' && (
          <p className={classes['description']} lang={langOf(description)}>
            {description}
          </p>
        )}
        <dl className={classes['facts']}>
          {fact(t('criticality'), t(`criticality.${service.criticality}`))}
          {fact(t('hours'), rules.hours(service.calendarId))}
          {fact(t('owner'), service.owner?.name ?? t('nobody'))}
          {fact(t('customer'), service.customer?.name)}
          {fact(t('contract'), service.contract)}
          {fact(t('audience'), inLanguage(service.audience, language))}
          {fact(t('policy'), policy?.name)}
          {fact(t('groups'), format.series([...service.groups]))}
          {fact(t('categories'), format.series([...service.categories]))}
          <dt>{t('openTickets')}</dt>
          <dd className="num">
            {service.open === 0 ? '0' : <a href={ticketsOf('')}>{format.number(service.open)}</a>}
          </dd>
          <dt>{t('majorIncidents')}</dt>
          <dd className="num">
            {service.major === 0 ? t('noMajor') : <a href={ticketsOf('is:major')}>{format.number(service.major)}</a>}
          </dd>
        </dl>
        <PanelSection title={t('goals')} meta={t('asOf', { at: format.moment(at, now) })}>
          <ServiceGoals standing={service.standing} />
        </PanelSection>
        {sentences(t('inScope'), listIn(service.inScope, language))}
        {sentences(t('outOfScope'), listIn(service.outOfScope, language))}
        {mayManage && (
          <div className={classes['retire']}>
            <Button variant="subtle" color="gray" onClick={toggle}>
              {service.active ? t('retire') : t('restore')}
            </Button>
          </div>
        )}
      </div>
      {isPrinting && <ServiceSheet service={service} rules={rules} onDone={() => setPrinting(false)} />}
      <ConfirmDialog
        opened={isRetiring}
        title={t('retireAsk')}
        confirm={t('retire')}
        danger
        onConfirm={() => void setActive(false)}
        onClose={() => setRetiring(false)}
      >
        {t('retireText')}
      </ConfirmDialog>
    </>
  );
};
