import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useOpenStatus, useSessionStore } from '#renderer/api/session.tsx';
import { SynonymsPanel } from '#renderer/search/synonyms/synonyms-panel.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { StorageFigures } from '#renderer/storage/storage-figures.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { createPreferencesStore } from './preferences-store.ts';
import { SystemNotices } from './system-notices.tsx';
import styles from './settings.module.css';

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.section}>
    <h2>{title}</h2>
    {children}
  </section>
);

export const SettingsView = () => {
  const { t } = useTranslation('settings');
  const { t: storage } = useTranslation('storage');
  const { t: synonyms } = useTranslation('synonyms');
  const maySet = useAllowed('settings.manage');
  return (
    <>
      <ViewHead title={t('title')} />
      <div className={styles.page}>
        <div className={styles.column}>
          <Section title={t('you.title')}>
            <Appearance />
          </Section>
          <Section title={t('passphrase.title')}>
            <ChangePassphrase />
          </Section>
          <Section title={t('desk.title')}>
            <Desk />
          </Section>
          <Section title={storage('figures.title')}>
            <StorageFigures />
          </Section>
          {maySet && (
            <Section title={synonyms('title')}>
              <SynonymsPanel />
            </Section>
          )}
        </div>
      </div>
    </>
  );
};

const Appearance = () => {
  const { t } = useTranslation('settings');
  const { preferences, failure, isUnsaved, change } = useStore(useSessionStore(createPreferencesStore));
  return (
    <>
      {failure ? <FailureBanner failure={failure} /> : null}
      <div className={styles.row}>
        <span>{t('language')}</span>
        <div>
          <SegmentedControl
            aria-label={t('language')}
            value={preferences?.language ?? 'system'}
            onChange={(language) => void change({ language })}
            data={[
              { value: 'en', label: <span lang="en">English</span> },
              { value: 'zh-CN', label: <span lang="zh-CN">简体中文</span> },
              { value: 'system', label: t('language.system') },
            ]}
          />
        </div>
      </div>
      <div className={styles.row}>
        <span>{t('theme')}</span>
        <div>
          <SegmentedControl
            aria-label={t('theme')}
            value={preferences?.theme ?? 'system'}
            onChange={(theme) => void change({ theme })}
            data={[
              { value: 'light', label: t('theme.light') },
              { value: 'dark', label: t('theme.dark') },
              { value: 'system', label: t('theme.system') },
            ]}
          />
        </div>
      </div>
      <SystemNotices />
      {isUnsaved ? (
        <p className="muted small" role="status">
          {t('preferences.untilLock')}
        </p>
      ) : null}
    </>
  );
};

const lockChoices = [1, 5, 10, 15, 30, 60, 0] as const;

const Desk = () => {
  const { t } = useTranslation('settings');
  const failureText = useFailureText();
  const client = useClient();
  const { desk, deviceCode, appVersion, session } = useOpenStatus();
  const isAllowed = useAllowed('settings.manage');
  const readOnly = useReadOnly();
  const lockId = useId();
  const shown = session.autoLockMinutes;
  const choices: readonly number[] = lockChoices.some((choice) => choice === shown)
    ? lockChoices
    : [...lockChoices.slice(0, -1), shown, 0];
  const label = (minutes: number) => (minutes === 0 ? t('autoLock.never') : t('autoLock.minutes', { count: minutes }));

  const setAutoLock = async (minutes: number) => {
    const reply = await client.call('accounts.setAutoLock', { minutes });
    if (reply.ok) announce({ tone: 'done', text: t('autoLock.saved') });
    else announce({ tone: 'failed', text: failureText(reply.failure) });
  };

  return (
    <>
      <div className={styles.row}>
        <span>{t('desk.name')}</span>
        <span>{desk}</span>
      </div>
      <div className={styles.row}>
        <span>{t('desk.device')}</span>
        <span className="num">{deviceCode}</span>
      </div>
      <div className={styles.row}>
        <span>{t('desk.version')}</span>
        <span className="num">{appVersion}</span>
      </div>
      <div className={styles.row}>
        <label htmlFor={lockId}>{t('autoLock')}</label>
        {isAllowed && readOnly === undefined ? (
          <NativeSelect
            id={lockId}
            w={220}
            value={String(shown)}
            onChange={(event) => void setAutoLock(Number(event.currentTarget.value))}
            data={choices.map((minutes) => ({ value: String(minutes), label: label(minutes) }))}
          />
        ) : (
          <span id={lockId}>
            {label(shown)} <span className="muted small">{isAllowed ? readOnly : t('autoLock.onlyAdministrator')}</span>
          </span>
        )}
      </div>
    </>
  );
};
