import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { MAX_MORE_KEYS } from '#shared/alerts/limits.ts';
import type { AlertDetail } from '#shared/alerts/operations.ts';
import { muteTerms, type useAlertActions } from './use-alert-actions.ts';
import { useStateWords } from './use-state-words.ts';
import classes from './alerts.module.css';

interface AlertFactsProps {
  readonly alert: AlertDetail;
  readonly actions: ReturnType<typeof useAlertActions>;
  /** This laptop does not read the log any more. */
  readonly isGone: boolean;
}

/** What is known of an alert, and what can be made of it. */
export const AlertFacts = ({ alert, actions, isGone }: AlertFactsProps) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const now = useNow();
  const stateWords = useStateWords();
  const { excerpt, ticket, rule } = alert;
  const moment = (at: string) => format.moment(at, now);
  const { state, by } = stateWords(alert);
  return (
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
  );
};
