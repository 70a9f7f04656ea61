import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconTerminal2, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import type { Command } from '#renderer/ui/commands.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { AlertDetail } from '#shared/alerts/operations.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { MAX_MORE_KEYS } from '#shared/alerts/limits.ts';
import { AlertDiagnosis } from './alert-diagnosis.tsx';
import { AlertStrip } from './alert-strip.tsx';
import { useAlert } from './use-alert.ts';
import { muteTerms, useAlertActions } from './use-alert-actions.ts';
import { useStateWords } from './use-state-words.ts';
import classes from './alerts.module.css';

const sourcesChanged = ({ name }: Notice): boolean => name === 'logs.sources';

const Shown = ({ alert }: { readonly alert: AlertDetail }) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const now = useNow();
  const stateWords = useStateWords();
  const actions = useAlertActions(alert);
  const { excerpt, ticket, rule, sourceId } = alert;
  const { value: logs } = useQuery('logs.sources', {}, sourcesChanged);
  // Lines of another console, or of a source that was removed, can be read in the alert alone.
  const isHere = logs?.sources.some(({ id }) => id === sourceId) === true && excerpt.lines.length > 0;
  const isGone = logs !== undefined && logs.sources.every(({ id }) => id !== sourceId);
  const linePlace = [sourceId, String(excerpt.generation), String(excerpt.line), excerpt.at ?? '-'];
  if (excerpt.file !== undefined) linePlace.push(excerpt.file);
  const showLine: Command = {
    id: 'alert.showLine',
    label: t('showInLog'),
    group: t('thisAlert'),
    icon: IconTerminal2,
    key: 'l',
    run: () => navigate('logs', ...linePlace),
  };
  useCommands('alert', isHere ? [...actions.commands, showLine] : actions.commands);
  const moment = (at: string) => format.moment(at, now);
  const { state, by } = stateWords(alert);
  return (
    <>
      <AlertStrip alert={alert} actions={actions} />
      <PanelSection title={t('facts')}>
        <dl className={classes['facts']}>
          <dt>{t('state')}</dt>
          <dd>{by === null ? state : `${state} · ${by}`}</dd>
          <dt>{t('source')}</dt>
          <dd>
            {alert.sourceName}
            {isGone && <span className={`muted small ${classes['sourceGone']}`}>{t('sourceGone')}</span>}
          </dd>
          {excerpt.file !== undefined && (
            <>
              <dt>{t('file')}</dt>
              <dd className="mono">{excerpt.file}</dd>
            </>
          )}
          {alert.key !== '' && (
            <>
              <dt>{rule?.keyedBy ? t(`key.${rule.keyedBy}`) : t('keyedBy')}</dt>
              <dd className="mono">{alert.key}</dd>
            </>
          )}
          {alert.moreKeys && (
            <>
              <dt>{rule?.keyedBy ? t(`key.${rule.keyedBy}`) : t('keyedBy')}</dt>
              <dd className={`mono ${classes['keys']}`}>
                {alert.moreKeys.map((key) => (
                  <span key={key}>{key}</span>
                ))}
                {alert.moreKeys.length >= MAX_MORE_KEYS && '…'}
              </dd>
            </>
          )}
          <dt>{t('counted')}</dt>
          <dd className="num">
            {t('times', { count: alert.count })} · {t('raised', { count: alert.raised })}
          </dd>
          <dt>{t('firstAt')}</dt>
          <dd className="num">{moment(alert.firstAt)}</dd>
          <dt>{t('lastAt')}</dt>
          <dd className="num">{moment(alert.lastAt)}</dd>
          <dt>{t('ticket')}</dt>
          <dd className="num">
            {ticket ? <a href={hrefOf('queue', ticket.ticketId)}>{ticket.number}</a> : t('noTicket')}
          </dd>
          {alert.before && (
            <>
              <dt>{t('before')}</dt>
              <dd className="num">
                <a href={hrefOf('alerts', alert.before.alertId)}>{t('until', { at: moment(alert.before.lastAt) })}</a>
                {alert.before.ticket && (
                  <>
                    {' · '}
                    <a href={hrefOf('queue', alert.before.ticket.ticketId)}>{alert.before.ticket.number}</a>
                  </>
                )}
              </dd>
            </>
          )}
        </dl>
        {actions.mayReopen && (
          <div className={classes['moves']}>
            <Button onClick={actions.reopen}>{t('reopen')}</Button>
          </div>
        )}
        {actions.mayWork && (
          <div className={classes['moves']}>
            {alert.state !== 'acknowledged' && (
              <Button onClick={actions.acknowledge} rightSection={<KeyHint keys="a" />}>
                {t('acknowledge')}
              </Button>
            )}
            {alert.state !== 'muted' && (
              <Menu position="bottom-start" width={160}>
                <Menu.Target>
                  <Button rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}>{t('muteTerm')}</Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {muteTerms.map((hours) => (
                    <Menu.Item key={hours} onClick={() => actions.muteFor(hours)}>
                      {t(`term.${hours}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
            <Button variant="subtle" color="gray" onClick={actions.close} rightSection={<KeyHint keys="x" />}>
              {t('closeAlert')}
            </Button>
          </div>
        )}
      </PanelSection>
      <AlertDiagnosis alert={alert} onRun={actions.diagnose} />
      <PanelSection
        title={t('lines')}
        meta={t('linesMeta', {
          from: excerpt.firstLine,
          to: excerpt.firstLine + Math.max(0, excerpt.lines.length - 1),
          generation: excerpt.generation,
        })}
        action={
          isHere && (
            <a className={classes['logLink']} href={hrefOf('logs', ...linePlace)}>
              {t('showInLog')}
              <KeyHint keys="l" />
            </a>
          )
        }
      >
        <ScrollRegion label={t('lines')} className={classes['lines']}>
          <ol start={excerpt.firstLine}>
            {excerpt.lines.map((text, at) => {
              const number = excerpt.firstLine + at;
              const isIt = number === excerpt.line;
              return (
                <li key={number} {...(isIt ? { 'data-hit': '', title: t('thisLine') } : {})}>
                  <span className="num">{number}</span>
                  <code lang={langOf(text)}>{text}</code>
                </li>
              );
            })}
          </ol>
        </ScrollRegion>
      </PanelSection>
    </>
  );
};

/** One alert: the strip with what can be done, what is known, and the lines of the log around it. */
export const AlertPanel = ({ alertId, onClose }: { readonly alertId: string; readonly onClose: () => void }) => {
  const { t } = useTranslation('alerts');
  const { t: ui } = useTranslation('ui');
  const { alert, failure } = useAlert(alertId);
  return (
    <>
      <ViewHead title={t('details')}>
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      {failure && failure.code !== 'record.not-found' && <FailureBanner failure={failure} />}
      {failure?.code === 'record.not-found' && (
        <Empty mark="search" title={t('gone')}>
          {t('goneText')}
        </Empty>
      )}
      {!alert && !failure && <SkeletonRows rows={6} />}
      {alert && (
        <div className={classes['panel']}>
          <Shown key={alert.id} alert={alert} />
        </div>
      )}
    </>
  );
};
