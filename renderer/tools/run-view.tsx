import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { inLanguage } from '#shared/services/service.ts';
import { MAX_RUN_DISK_BYTES } from '#shared/tools/limits.ts';
import type { RunState } from '#shared/tools/operations.ts';
import { RunText } from './run-text.tsx';
import { MINUTE_MS, sessionTime } from './session-time.ts';
import classes from './tools.module.css';

interface RunViewProps {
  readonly run: RunState;
  readonly mayStop: boolean;
  /** Offers the time of a session for the time log; undefined where the ticket takes none. */
  readonly onLog: ((run: RunState) => void) | undefined;
}

const isGood = (outcome: RunState['outcome']): boolean =>
  outcome === 'finished' || outcome === 'launched' || outcome === 'closed';

/** One run: what it is doing or how it ended, what it wrote, and what can be done about it. */
export const RunView = ({ run, mayStop, onLog }: RunViewProps) => {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const client = useClient();
  const me = useSession();
  const failureText = useFailureText();
  const { outcome, text, writtenBytes, durationMs, isLeftBehind } = run;
  const name = inLanguage(run.name, format.language);
  const stop = async () => {
    const answer = await client.call('tools.cancel', { runId: run.runId });
    // One that has ended meanwhile is what was wanted.
    if (!answer.ok && answer.failure.code !== 'record.not-found')
      announce({ tone: 'refused', text: failureText(answer.failure) });
  };
  const words = (): string => {
    if (outcome !== null)
      return t(`outcome.${outcome}`, {
        code: run.exitCode ?? '–',
        span: format.duration(durationMs ?? 0),
        most: format.bytes(MAX_RUN_DISK_BYTES),
      });
    if (isLeftBehind) return t('leftBehind');
    return t('running', { span: format.duration(run.timeLimitS * 1000) });
  };
  const isWindow = outcome === 'launched' || outcome === 'closed';
  const mayLog = outcome === 'closed' && run.startedBy === me.userId;
  return (
    <div className={classes['run']} data-run={outcome ?? 'running'}>
      <div className={classes['runHead']}>
        <b className="cut">{name}</b>
        <span className={classes['mark']} role="status">
          {isGood(outcome) ? <OkGlyph /> : (outcome !== null || isLeftBehind) && <RiskGlyph />}
          {words()}
        </span>
        <span className={classes['grow']} />
        {outcome === null && mayStop && (
          <Button size="xs" onClick={() => void stop()}>
            {t(isLeftBehind ? 'endNow' : 'stop')}
          </Button>
        )}
        {mayLog && onLog && (
          <Button size="xs" onClick={() => onLog(run)}>
            {t('logTime', { span: format.duration(sessionTime(run, name).minutes * MINUTE_MS) })}
          </Button>
        )}
      </div>
      {(outcome === 'wrote-too-much' || outcome === 'disk-full') && (
        <p className="muted small">{t(`after.${outcome}`)}</p>
      )}
      {isLeftBehind && outcome === null && <p className="muted small">{t('leftBehindText')}</p>}
      {!isWindow && !isLeftBehind && (outcome !== 'lost' || text !== '') && (
        <>
          {run.isCut && <p className="muted small">{t('cut')}</p>}
          <RunText
            label={t('outputOf', { name })}
            text={text === '' ? t(outcome === null ? 'noOutput' : 'noOutputEver') : text}
          />
          {outcome !== null && writtenBytes > 0 && <p className="muted small">{t('keptOnTicket')}</p>}
        </>
      )}
    </div>
  );
};
