import { Button } from '@mantine/core';
import { IconFileExport, IconShieldX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { BreachGlyph, OkGlyph } from '#renderer/ui/glyphs.tsx';
import { saveText } from '#renderer/ui/save-file.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import { damageReportText } from './damage-report.ts';
import { Findings } from './findings.tsx';
import styles from './storage.module.css';

export type DamagedStatus = Extract<AppStatus, { readonly state: 'damaged' }>;

type Decision = 'read-only' | 'set-aside' | 'lock';

interface DamagedProps {
  readonly client: Client;
  readonly status: DamagedStatus;
  /** Asks the core where it stands now. */
  readonly onDecided: () => void;
}

/** What was found wrong, what is intact, and the choice. Nothing has been changed when this is shown. */
export const Damaged = ({ client, status, onDecided }: DamagedProps) => {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const now = useNow();
  const [isAsking, setAsking] = useState(false);
  const [pending, setPending] = useState<Decision>();
  const [failure, setFailure] = useState<Failure>();
  const { report, session } = status;
  const mayMaintain = session !== null && isAllowed(session.roles, 'store.maintain');
  const records = t('damaged.records', { count: report.recordsIntact });

  const decide = async <Value,>(what: Decision, asked: Promise<Result<Value>>): Promise<Value | undefined> => {
    setPending(what);
    const reply = await asked;
    setPending(undefined);
    setAsking(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) onDecided();
    return reply.ok ? reply.value : undefined;
  };

  const setAside = async () => {
    const done = await decide('set-aside', client.call('storage.setAside', {}));
    if (done) announce({ tone: 'done', text: t('damaged.setAsideDone', { folder: done.folder }) });
  };

  const saveReport = () =>
    saveText(
      `deskside-damage-${report.foundAt.replace(/[:.]/g, '')}.txt`,
      damageReportText(report, status.desk, status.deviceCode, status.appVersion),
    );

  return (
    <div className={styles.report}>
      <div className={styles.lead}>
        <IconShieldX size={24} stroke={1.5} aria-hidden />
        <div>
          <h1>{t('damaged.title', { count: report.findings.length })}</h1>
          <p className="soft">
            {t('damaged.foundAt', {
              time: format.moment(report.foundAt, now),
              desk: status.desk,
              code: status.deviceCode,
            })}
          </p>
        </div>
      </div>
      <dl className={`${styles.facts} num`}>
        <div>
          <dt>
            <BreachGlyph />
            {t('damaged.affected')}
          </dt>
          <dd>
            {report.recordsLost === null ? t('damaged.lostUnknown') : t('damaged.lost', { count: report.recordsLost })}
          </dd>
        </div>
        <div>
          <dt>
            <OkGlyph />
            {t('damaged.intact')}
          </dt>
          <dd>{records}</dd>
        </div>
      </dl>
      <Findings findings={report.findings} />
      <p className="soft">{t('damaged.safe')}</p>
      {failure ? <FailureBanner failure={failure} /> : null}
      <div className={styles.actions}>
        {session === null ? (
          <p className="soft">{t('damaged.signInFirst')}</p>
        ) : (
          <Button
            variant="filled"
            loading={pending === 'read-only'}
            onClick={() => void decide('read-only', client.call('storage.continueReadOnly', {}))}
          >
            {t('damaged.readOnly')}
          </Button>
        )}
        {mayMaintain ? <Button onClick={() => setAsking(true)}>{t('damaged.setAside')}</Button> : null}
        <Button
          variant="subtle"
          leftSection={<IconFileExport size={16} stroke={1.6} aria-hidden />}
          onClick={saveReport}
        >
          {t('damaged.save')}
        </Button>
        {session === null ? null : (
          <Button
            className={styles.leave}
            variant="subtle"
            loading={pending === 'lock'}
            onClick={() => void decide('lock', client.call('accounts.lock', {}))}
          >
            {t('damaged.lock')}
          </Button>
        )}
      </div>
      {session !== null && !mayMaintain ? <p className="muted small">{t('damaged.onlyAdministrator')}</p> : null}
      <ConfirmDialog
        opened={isAsking}
        title={t('damaged.askTitle')}
        confirm={t('damaged.askConfirm')}
        pending={pending === 'set-aside'}
        onConfirm={() => void setAside()}
        onClose={() => setAsking(false)}
      >
        <SetAsideCost records={records} code={status.deviceCode} />
      </ConfirmDialog>
    </div>
  );
};

/** What setting aside changes for the people of this desk, before they say yes. */
const SetAsideCost = ({ records, code }: { readonly records: string; readonly code: string }) => {
  const { t } = useTranslation('storage');
  return (
    <dl className={styles.cost}>
      <dt>{t('damaged.askFiles')}</dt>
      <dd>
        {t('damaged.askFilesBody')} <span className="mono">store/damaged-…</span>
      </dd>
      <dt>{t('damaged.askReadable')}</dt>
      <dd>{t('damaged.askReadableBody', { records })}</dd>
      <dt>{t('damaged.askDevice')}</dt>
      <dd>{t('damaged.askDeviceBody', { code })}</dd>
      <dt>{t('damaged.askSheet')}</dt>
      <dd>{t('damaged.askSheetBody')}</dd>
      <dt>{t('damaged.askAudit')}</dt>
      <dd>{t('damaged.askAuditBody')}</dd>
    </dl>
  );
};
