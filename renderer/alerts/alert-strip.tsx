import { Button } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertDetail } from '#shared/alerts/operations.ts';
import { wordsIn } from '#shared/alerts/rule.ts';
import { SeverityMark } from './severity-mark.tsx';
import type { useAlertActions } from './use-alert-actions.ts';
import { useMoreWords } from './use-more-words.ts';
import classes from './alerts.module.css';

interface AlertStripProps {
  readonly alert: AlertDetail;
  readonly actions: ReturnType<typeof useAlertActions>;
  /** Other alerts that concern what it stands above; they are in the list. */
  readonly more?: number;
}

/** One known problem: what it is, how often and where, the likely cause, what to do first, and the ticket in one step. */
export const AlertStrip = ({ alert, actions, more = 0 }: AlertStripProps) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const now = useNow();
  const moreWords = useMoreWords();
  const { keys } = actions;
  const muteHint = keys.mute && <KeyHint keys={keys.mute} />;
  const { rule, key, sourceName, count, waiting, firstAt, lastAt, state, severity } = alert;
  const name = wordsIn(alert.name, format.language);
  const cause = rule ? wordsIn(rule.cause, format.language) : t('ruleGone');
  const step = rule ? wordsIn(rule.firstStep, format.language) : '';
  const of = alert.moreKeys ? moreWords(alert.moreKeys) : key;
  const where = of === '' ? sourceName : t('whereOf', { source: sourceName, of });
  const tone =
    state === 'closed'
      ? 'quiet'
      : severity === 'critical' || severity === 'high'
        ? 'breach'
        : severity === 'medium'
          ? 'risk'
          : 'quiet';
  return (
    <section className={classes['strip']} data-tone={tone} aria-label={name}>
      <SeverityMark severity={severity} />
      <div className={classes['stripText']}>
        <p>
          <strong lang={langOf(name)}>{name}</strong>{' '}
          <span className="num">
            {t('timesOn', { count, where })}
            {waiting > 0 && waiting < count && ` · ${t('sinceTold', { count: waiting })}`}
            {count > 1 && ` · ${t('between', { from: format.moment(firstAt, now), to: format.moment(lastAt, now) })}`}
          </span>
        </p>
        <p>
          <span lang={langOf(cause)}>{cause}</span>
          {step !== '' && <span lang={langOf(step)}>{t('first', { step })}</span>}
        </p>
      </div>
      <div className={classes['stripActions']}>
        {actions.mayWork &&
          (state === 'muted' ? (
            <Button variant="subtle" color="gray" onClick={actions.unmute} rightSection={muteHint}>
              {t('unmute')}
            </Button>
          ) : (
            <Button variant="subtle" color="gray" onClick={actions.mute} rightSection={muteHint}>
              {t('mute')}
            </Button>
          ))}
        {more > 0 && (
          <a className={`${classes['ruleLink']} num`} href={hrefOf('alerts')}>
            {t('moreAlerts', { count: more })}
          </a>
        )}
        {rule && (
          <a className={classes['ruleLink']} href={hrefOf('alerts', 'rules', rule.code)}>
            {t('showRule', { code: rule.code })}
          </a>
        )}
        {actions.mayTicket && (
          <Button
            // Without its key something else on the screen is done first.
            variant={keys.ticket ? 'filled' : 'default'}
            leftSection={<IconTicket size={16} stroke={1.6} aria-hidden />}
            rightSection={keys.ticket && <KeyHint keys={keys.ticket} />}
            onClick={actions.makeTicket}
          >
            {actions.ticketLabel}
          </Button>
        )}
      </div>
    </section>
  );
};
