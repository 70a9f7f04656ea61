import { Menu } from '@mantine/core';
import { IconLock, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSession, useSessionStore } from '#renderer/api/session.tsx';
import { createPreferencesStore } from '#renderer/settings/preferences-store.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useLock } from './app-context.ts';
import styles from './shell.module.css';
import { usePracticeActions } from './use-practice-actions.ts';

const themes = ['light', 'dark', 'system'] as const;
const languages = ['en', 'zh-CN', 'system'] as const;

/** Language names are written in their own language, so that they are found whatever is shown now. */
const languageNames = { en: 'English', 'zh-CN': '简体中文' } as const;

/** Who is signed in, and what concerns them alone. */
export const AccountMenu = () => {
  const { t } = useTranslation('app');
  const session = useSession();
  const store = useSessionStore(createPreferencesStore);
  const { preferences, change } = useStore(store);
  const lock = useLock();
  const practice = usePracticeActions();
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <button type="button" className={styles.account} aria-label={t('account.menu', { name: session.displayName })}>
          <Avatar name={session.displayName} own size="md" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.displayName}</Menu.Label>
        <Menu.Item
          leftSection={<IconLock size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="mod+shift+l" />}
          onClick={lock}
        >
          {t('account.lock')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSettings size={16} stroke={1.6} aria-hidden />}
          onClick={() => navigate('settings')}
        >
          {t('account.settings')}
        </Menu.Item>
        {practice.map(({ id, label, icon: Icon, run }) => (
          <Menu.Item key={id} leftSection={<Icon size={16} stroke={1.6} />} onClick={run}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('account.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.RadioItem
            key={language}
            value={language}
            checked={preferences?.language === language}
            closeMenuOnClick
            onChange={() => void change({ language })}
            {...(language === 'system' ? {} : { lang: language })}
          >
            {language === 'system' ? t('language.system') : languageNames[language]}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('account.theme')}</Menu.Label>
        {themes.map((theme) => (
          <Menu.RadioItem
            key={theme}
            value={theme}
            checked={preferences?.theme === theme}
            closeMenuOnClick
            onChange={() => void change({ theme })}
          >
            {t(`theme.${theme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
