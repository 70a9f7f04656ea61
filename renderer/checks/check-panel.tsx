import { useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconRefresh, IconTicket, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { isUnsteady } from '#shared/checks/states.ts';
import { worstOf } from '#shared/checks/history.ts';
import type { CheckDetail } from '#shared/checks/operations.ts';
import { inLanguage } from '#shared/services/service.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { FindingView } from './finding-view.tsx';
import { CheckStateMark, OutcomeMark } from './outcome-mark.tsx';
import { Strip } from './strip.tsx';
import { useCheckActs } from './use-check-acts.ts';
import { WhatChanged } from './what-changed.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';

/** Days that a panel shows before somebody asks for all of them. */
const DAYS_SHOWN = 14;

interface CheckPanelProps {
  readonly detail: CheckDetail;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** One check: how it stands, what was found last and what to do, what came before, and what can be done to it. */
export const CheckPanel = ({ detail, onEdit, onClose }: CheckPanelProps) => {
  const { t } = useTranslation('checks');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const failureText = useFailureText();
  const words = useCheckWords();
  const acts = useCheckActs();
  const mayManage = useAllowed('checks.manage');
  const mayRun = useAllowed('checks.run');
  const mayMake = useAllowed('tickets.create');
  const [isRemoving, setRemoving] = useState(false);
  const [allDays, setAllDays] = useState(false);
  const { listed, standing, names } = detail;
  const { check, state, alert, ticket, isRunning, assetEnd } = listed;
  const isOn = state !== 'paused' || listed.inMaintenance;
  const needsTicket = mayMake && standing?.last && (state === 'failing' || state === 'warning');
  const remove = async () => {
    const removed = await client.call('checks.remove', { checkId: check.id, seen: check.revision });
    setRemoving(false);
    if (removed.ok) onClose();
    announce(
      removed.ok
        ? { tone: 'done', text: t('removed', { title: check.title }) }
        : { tone: 'failed', text: failureText(removed.failure) },
    );
  };
  const ticketLabel = ticket ? t('openTicket', { number: shortNumber(ticket.number) }) : t('makeTicket');
  const group = t('details');
  useCommands('check', [
    ...(needsTicket || ticket
      ? [
          {
            id: 'check.ticket',
            label: ticketLabel,
            group,
            icon: IconTicket,
            key: 't' as const,
            status: { order: 3, label: ticketLabel },
            run: () => void acts.makeTicket(check),
          },
        ]
      : []),
    ...(mayRun
      ? [
          {
            id: 'check.runNow',
            label: t('runNow'),
            group,
            icon: IconRefresh,
            key: 'r' as const,
            run: () => void acts.runNow(check),
          },
        ]
      : []),
    ...(mayManage
      ? [
          { id: 'check.edit', label: t('edit'), group, icon: IconPencil, key: 'e' as const, run: onEdit },
          {
            id: 'check.switch',
            label: t(isOn ? 'pause' : 'resume'),
            group,
            icon: isOn ? IconPlayerPause : IconPlayerPlay,
            key: 'p' as const,
            run: () => void acts.switchTo(check, !isOn),
          },
          { id: 'check.remove', label: t('remove'), group, run: () => setRemoving(true) },
        ]
      : []),
  ]);
  const subjects = [
    [check.subject.assetId, 'assets'],
    [check.subject.siteId, 'contacts'],
  ] as const;
  const nextAt = standing?.nextAt ?? null;
  const times = [
    standing?.last ? t('lastRun', { when: format.moment(standing.last.at, now) }) : '',
    isOn && !isRunning && nextAt !== null && Date.parse(nextAt) > now
      ? t('nextRun', { when: format.moment(nextAt, now) })
      : '',
    words.every(check.everyMinutes),
  ].filter((each) => each !== '');
  return (
    <>
      <ViewHead title={t('details')}>
        <ActionIcon aria-label={t('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <ScrollRegion className={classes['panel']} label={t('details')}>
        <div>
          <h2 lang={langOf(check.title)}>{check.title}</h2>
          <p className={classes['soft']}>{words.what(check.diagnostic)}</p>
          <p className={classes['subject']}>
            {subjects.map(([id, view]) => {
              const name = id === null ? undefined : names[id];
              return name && id !== null ? (
                <a key={id} href={view === 'assets' ? hrefOf('assets', id) : hrefOf('contacts', 'sites', id)}>
                  {inLanguage(name, format.language)}{' '}
                </a>
              ) : null;
            })}
          </p>
          <CheckStateMark {...listed} />
          {isUnsteady(listed.results) && <span className="muted small"> · {t('unsteady')}</span>}
          <p className="muted small num">{times.join(' · ')}</p>
        </div>
        {assetEnd && (
          <Banner tone="risk" boxed meta={t('assetEndNext')}>
            {t(`assetEnd.${assetEnd}`)}
          </Banner>
        )}
        {alert && (
          <Banner tone="breach" boxed meta={alert.toldAt === null ? t('notTold') : undefined}>
            {t('since', { when: format.moment(alert.since, now) })}
          </Banner>
        )}
        <div className={classes['acts']}>
          {ticket ? (
            <Button component="a" href={hrefOf('queue', ticket.id)} rightSection={<KeyHint keys="t" />}>
              {ticketLabel}
            </Button>
          ) : (
            needsTicket && (
              <Button variant="filled" rightSection={<KeyHint keys="t" />} onClick={() => void acts.makeTicket(check)}>
                {ticketLabel}
              </Button>
            )
          )}
          {mayRun && (
            <Button rightSection={<KeyHint keys="r" />} loading={isRunning} onClick={() => void acts.runNow(check)}>
              {t('runNow')}
            </Button>
          )}
          {mayManage && (
            <>
              <Button rightSection={<KeyHint keys="e" />} onClick={onEdit}>
                {t('edit')}
              </Button>
              <Button rightSection={<KeyHint keys="p" />} onClick={() => void acts.switchTo(check, !isOn)}>
                {t(isOn ? 'pause' : 'resume')}
              </Button>
            </>
          )}
        </div>
        {!mayManage && <p className="muted small">{t('noManage')}</p>}
        {standing?.last && (
          <div>
            <FindingView finding={standing.last} />
          </div>
        )}
        {standing && <WhatChanged standing={standing} />}
        {standing && standing.results.length > 0 && (
          <PanelSection title={t('runs')}>
            <Strip results={standing.results} />
          </PanelSection>
        )}
        {standing && standing.days.length > 1 && (
          <PanelSection title={t('history')}>
            <table className={classes['days']}>
              <tbody>
                {standing.days
                  .slice(allDays ? 0 : -DAYS_SHOWN)
                  .toReversed()
                  .map((day) => {
                    const runs = Object.values(day.runs).reduce((sum, count) => sum + count, 0);
                    return (
                      <tr key={day.on}>
                        <td className="num">{format.day(`${day.on}T12:00:00`, now)}</td>
                        <td>
                          <OutcomeMark outcome={worstOf(day)} />
                        </td>
                        <td className="num muted">
                          {format.series([
                            t('day.runs', { count: runs }),
                            ...(day.runs.failed > 0 ? [t('day.bad', { count: day.runs.failed })] : []),
                          ])}
                        </td>
                      </tr>
                    );
                  })}
              </tbody>
            </table>
            {!allDays && standing.days.length > DAYS_SHOWN && (
              <Button size="xs" variant="subtle" onClick={() => setAllDays(true)}>
                {t('moreDays', { count: standing.days.length - DAYS_SHOWN })}
              </Button>
            )}
          </PanelSection>
        )}
        {standing?.runsHere && (
          <p className="muted small">
            {t('runsBy', { name: standing.runsHere.by.name, when: format.moment(standing.runsHere.at, now) })}
          </p>
        )}
        {mayManage && (
          <div className={classes['remove']}>
            <Button variant="subtle" color="gray" onClick={() => setRemoving(true)}>
              {t('remove')}
            </Button>
          </div>
        )}
      </ScrollRegion>
      <ConfirmDialog
        opened={isRemoving}
        title={t('removeTitle', { title: check.title })}
        confirm={t('removeIt')}
        danger
        onConfirm={() => void remove()}
        onClose={() => setRemoving(false)}
      >
        {t('removeText')}
      </ConfirmDialog>
    </>
  );
};
