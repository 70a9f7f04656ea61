import { Button, Popover } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import styles from './shell.module.css';
import { usePracticeActions } from './use-practice-actions.ts';

/** In place of any state of syncing: a training desk has none. */
export const TrainingPill = () => {
  const { t } = useTranslation('practice');
  const { deviceCode } = useOpenStatus();
  const actions = usePracticeActions();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.pill} onClick={() => setOpen(!isOpen)}>
          <IconCloudOff size={15} stroke={1.6} aria-hidden />
          {t('pill.never')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.pillBody}>
          <b className="strong">{t('pill.title')}</b>
          <span className="soft">{t('pill.body', { code: deviceCode })}</span>
          {actions.map(({ id, label, run }) => (
            <Button
              key={id}
              size="xs"
              mt={4}
              onClick={() => {
                setOpen(false);
                run();
              }}
            >
              {label}
            </Button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};
