import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import styles from './practice.module.css';
import { ResetDialog } from './reset-dialog.tsx';
import { useLeave } from './use-leave.ts';

interface TrainingGateProps {
  readonly client: Client;
  /** False while there is no training desk: it is offered to be made. */
  readonly isMade: boolean;
  readonly onStatus: (status: AppStatus) => void;
}

/** On the lock screen of a training desk: what it is, the way out, and a fresh start for who cannot get in any more. */
export const TrainingGate = ({ client, isMade, onStatus }: TrainingGateProps) => {
  const { t } = useTranslation('practice');
  const [isAsking, setAsking] = useState(false);
  const leave = useLeave(client);
  return (
    <section className={styles.gate}>
      <p className="soft">{t(isMade ? 'gate.body' : 'gate.unmade')}</p>
      <div className={styles.actions}>
        <Button size="xs" onClick={leave}>
          {t('gate.leave')}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
          {t(isMade ? 'gate.reset' : 'gate.make')}
        </Button>
      </div>
      {isAsking ? <ResetDialog client={client} onStatus={onStatus} onClose={() => setAsking(false)} /> : null}
    </section>
  );
};
