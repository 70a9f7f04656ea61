import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { askForWebNotices, webNotices } from '#renderer/ui/web-notices.ts';
import { createPreferencesStore } from './preferences-store.ts';
import styles from './settings.module.css';

const never = (): boolean => false;

/** Whether the system tells this person of new alerts. In a browser, switching it on asks the browser for leave. */
export const SystemNotices = () => {
  const { t } = useTranslation('settings');
  const { value } = useQuery('settings.notices', {}, never);
  const { preferences, change } = useStore(useSessionStore(createPreferencesStore));
  const [leave, setLeave] = useState(webNotices);
  if (!value) return null;
  const isWanted = preferences?.systemNotices !== false;
  const isGiven = value.hostNotifies || leave === 'granted';
  const choose = async (isOn: boolean) => {
    if (isOn && !value.hostNotifies) setLeave(await askForWebNotices());
    await change({ systemNotices: isOn });
  };
  return (
    <div className={styles.row}>
      <span>{t('notices')}</span>
      <div>
        <SegmentedControl
          aria-label={t('notices')}
          value={isWanted && isGiven ? 'on' : 'off'}
          onChange={(wanted) => void choose(wanted === 'on')}
          data={[
            { value: 'on', label: t('notices.on') },
            { value: 'off', label: t('notices.off') },
          ]}
        />
        <p className="muted small">
          {value.hostNotifies || leave === 'granted' || leave === 'default' ? t('notices.hint') : t('notices.refused')}
        </p>
      </div>
    </div>
  );
};
