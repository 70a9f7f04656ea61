import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLock,
  IconMoon,
  IconPhoneCall,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useOpenStatus, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { practiceStore } from '#renderer/practice/practice-store.ts';
import { createPreferencesStore } from '#renderer/settings/preferences-store.ts';
import { handOverStore } from '#renderer/survey/hand-over-store.ts';
import { StorageBanner } from '#renderer/storage/storage-banner.tsx';
import { ClockBanner } from '#renderer/tickets/clock-banner.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { ConnectionLossTold } from '#renderer/ui/failure-banner.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { PartComing } from '#renderer/ui/held-keys.ts';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { useCommandKeys, useCommands } from '#renderer/ui/use-commands.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import { useAppStore, useLock } from './app-context.ts';
import { useAppearance, usePickLanguage } from './appearance.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { features, type Feature } from './features.tsx';
import { HandoverNews } from './handover-news.tsx';
import { Navigation } from './navigation.tsx';
import { News } from './news.tsx';
import { fetchPalette, PaletteOnCall } from './palette-on-call.tsx';
import { RenewalBanner } from './renewal-banner.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useNoStrayDrops } from './use-no-stray-drops.ts';
import { usePracticeActions } from './use-practice-actions.ts';
import { usePresence } from './use-presence.ts';
import { windowTitle } from './window-title.ts';
import { withTexts } from './with-texts.ts';

const HandOver = lazy(async () => ({ default: (await import('#renderer/survey/hand-over.tsx')).HandOver }));
const PracticeDialogs = withTexts(
  async () => (await import('#renderer/practice/practice-dialogs.tsx')).PracticeDialogs,
);
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

/** What can be done from anywhere. */
const useShellCommands = (reachable: readonly Feature[], openPalette: () => void, openKeys: () => void): void => {
  const { t } = useTranslation('app');
  const { change } = useStore(useSessionStore(createPreferencesStore));
  const lock = useLock();
  const general = t('palette.general');
  const practice = usePracticeActions();
  useCommands('shell', [
    ...reachable.map((feature): Command => ({
      id: `go.${feature.id}`,
      label: t(feature.label),
      group: t('palette.goTo'),
      icon: feature.icon,
      key: feature.goKey,
      run: () => navigate(feature.id),
    })),
    {
      id: 'palette.open',
      label: t('command.palette'),
      group: general,
      icon: IconSearch,
      key: 'mod+k',
      keyOnly: true,
      run: openPalette,
    },
    ...(reachable.some(({ id }) => id === 'contacts')
      ? [
          {
            id: 'contacts.onCall',
            label: t('command.onCall'),
            keywords: 'on-call duty rota 值班',
            group: t('palette.goTo'),
            icon: IconPhoneCall,
            run: () => navigate('contacts', 'onCall'),
          },
        ]
      : []),
    { id: 'keys.open', label: t('command.keys'), group: general, icon: IconKeyboard, key: '?', run: openKeys },
    { id: 'session.lock', label: t('command.lock'), group: general, icon: IconLock, key: 'mod+shift+l', run: lock },
    ...practice.map(({ id, label, icon, run }): Command => ({
      id,
      label,
      icon,
      keywords: 'training practice sandbox 培训 练习',
      group: general,
      run,
    })),
    ...(
      [
        ['en', t('command.languageEn'), 'English 英文'],
        ['zh-CN', t('command.languageZh'), 'Chinese 中文 简体'],
      ] as const
    ).map(([language, label, keywords]): Command => ({
      id: `language.${language}`,
      label,
      keywords,
      group: general,
      icon: IconLanguage,
      run: () => void change({ language }),
    })),
    ...(
      [
        ['light', t('command.themeLight'), IconSun, 'theme light 浅色'],
        ['dark', t('command.themeDark'), IconMoon, 'theme dark 深色'],
        ['system', t('command.themeSystem'), IconDeviceDesktop, 'theme system 系统'],
      ] as const
    ).map(([theme, label, icon, keywords]): Command => ({
      id: `theme.${theme}`,
      label,
      icon,
      keywords,
      group: general,
      run: () => void change({ theme }),
    })),
  ]);
};

const View = ({ feature, mayOpen }: { readonly feature: Feature | undefined; readonly mayOpen: boolean }) => {
  const { t } = useTranslation('app');
  if (!feature) return null;
  if (!mayOpen) {
    return (
      <>
        <ViewHead title={t(feature.label)} />
        <Empty mark="locked" title={t('denied.title')}>
          {t('denied.body')}
        </Empty>
      </>
    );
  }
  const Content = feature.view;
  return (
    <ErrorBoundary key={feature.id}>
      <Suspense
        fallback={
          <>
            <PartComing />
            <SkeletonRows rows={14} />
          </>
        }
      >
        <Content />
      </Suspense>
    </ErrorBoundary>
  );
};

/** Title bar, navigation, one view, status bar; shown while somebody is signed in. */
export const Shell = () => {
  const { t, i18n } = useTranslation('app');
  const { roles } = useSession();
  const { practice } = useOpenStatus();
  const appStore = useAppStore();
  const isCutOff = useStore(appStore, ({ connection }) => connection === 'lost' || connection === 'ended');
  const pickLanguage = usePickLanguage();
  // Who starts afresh has no preferences yet: the language on screen becomes one.
  const startOver = (status: AppStatus) => {
    pickLanguage(i18n.language === 'zh-CN' ? 'zh-CN' : 'en');
    appStore.getState().adopt(status);
  };
  const isAskingPractice = useStore(useSessionStore(practiceStore), ({ asking }) => asking !== null);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [areKeysOpen, setKeysOpen] = useState(false);
  const isHandedOver = useStore(useSessionStore(handOverStore), ({ handedOver }) => handedOver !== null);
  const route = useRoute();
  const mayOpen = (feature: Feature) => feature.permission === undefined || isAllowed(roles, feature.permission);
  const reachable = features.filter(mayOpen);
  const first = reachable.find(({ opensFirst }) => opensFirst) ?? reachable[0];
  const feature = features.find(({ id }) => id === route.feature);

  useAppearance();
  usePresence();
  useNoStrayDrops();
  useCommandKeys();
  useShellCommands(
    reachable,
    () => setPaletteOpen(true),
    () => setKeysOpen(true),
  );

  // Who signs in after somebody else starts at a view of their own, not at a refusal of one that was left open.
  const isArriving = useRef(true);
  const isDenied = feature !== undefined && !mayOpen(feature);
  useEffect(() => {
    if (first && (!feature || (isDenied && isArriving.current))) replaceRoute(first.id);
    isArriving.current = false;
  }, [feature, first, isDenied]);
  // A view that takes no focus itself is read out and scrolled by keys all the same.
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (feature && document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [feature]);
  useEffect(() => {
    document.title = windowTitle(feature ? t(feature.label) : null, practice);
  }, [t, feature, practice]);

  useEffect(() => {
    const idle = window.requestIdleCallback(() => {
      fetchPalette().catch(() => {
        // Opening it asks again.
      });
    });
    return () => window.cancelIdleCallback(idle);
  }, []);

  return (
    <div className={styles.app}>
      <TitleBar onSearch={() => setPaletteOpen(true)} />
      <Navigation features={reachable} />
      <main ref={main} className={styles.main} tabIndex={-1}>
        <ConnectionBanner />
        <StorageBanner />
        <ClockBanner />
        <RenewalBanner />
        {isAllowed(roles, 'tickets.work') ? <HandoverNews /> : null}
        {isAllowed(roles, 'checks.read') ? <News /> : null}
        <div className={styles.view}>
          <ConnectionLossTold value={isCutOff}>
            <View feature={feature} mayOpen={!isDenied} />
          </ConnectionLossTold>
        </div>
      </main>
      <StatusBar />
      {isPaletteOpen ? <PaletteOnCall onClose={() => setPaletteOpen(false)} /> : null}
      <Suspense>{isHandedOver ? <HandOver /> : null}</Suspense>
      <Suspense>{isAskingPractice ? <PracticeDialogs onStatus={startOver} /> : null}</Suspense>
      <Suspense>{areKeysOpen ? <KeysDialog onClose={() => setKeysOpen(false)} /> : null}</Suspense>
    </div>
  );
};
