import { ActionIcon } from '@mantine/core';
import { IconTerminal2, IconX } from '@tabler/icons-react';
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
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { AlertDetail } from '#shared/alerts/operations.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { AlertDiagnosis } from './alert-diagnosis.tsx';
import { AlertFacts } from './alert-facts.tsx';
import { AlertStrip } from './alert-strip.tsx';
import { useAlert } from './use-alert.ts';
import { useAlertActions } from './use-alert-actions.ts';
import classes from './alerts.module.css';

const sourcesChanged = ({ name }: Notice): boolean => name === 'logs.sources';

const Shown = ({ alert }: { readonly alert: AlertDetail }) => {
  const { t } = useTranslation('alerts');
  const actions = useAlertActions(alert);
  const { excerpt, sourceId } = alert;
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
  return (
    <>
      <AlertStrip alert={alert} actions={actions} />
      <AlertFacts alert={alert} actions={actions} isGone={isGone} />
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

/** For who may not read logs: the problem without what the log says, and without asking about the log. */
const Withheld = ({ alert }: { readonly alert: AlertDetail }) => {
  const { t } = useTranslation('alerts');
  const actions = useAlertActions(alert);
  useCommands('alert', actions.commands);
  return (
    <>
      <AlertStrip alert={alert} actions={actions} />
      <AlertFacts alert={alert} actions={actions} isGone={false} />
      <PanelSection title={t('lines')}>
        <p className="soft">{t('linesWithheld')}</p>
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
          {alert.isWithheld ? <Withheld key={alert.id} alert={alert} /> : <Shown key={alert.id} alert={alert} />}
        </div>
      )}
    </>
  );
};
