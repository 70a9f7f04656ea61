import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { TrainingTag } from '#renderer/practice/training-tag.tsx';
import { Logo } from '#renderer/ui/glyphs.tsx';
import { useAppStore } from './app-context.ts';
import { usePickLanguage } from './appearance.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import styles from './gate.module.css';
import { windowTitle } from './window-title.ts';

interface GateProps {
  /** 320 px for signing in, 440 for forms, 720 for reports. */
  readonly size: 'entry' | 'form' | 'report';
  readonly children: ReactNode;
  /** `<li>`s at the lower edge: what is good to know before anyone is in. */
  readonly facts?: ReactNode;
}

/** The page around what is shown while nobody works: one column, and the language at hand. */
export const Gate = ({ size, children, facts }: GateProps) => {
  const { i18n } = useTranslation();
  const pick = usePickLanguage();
  const other = i18n.language === 'zh-CN' ? 'en' : 'zh-CN';
  const isTraining = useStore(useAppStore(), ({ status }) => status?.practice === true);
  useEffect(() => {
    document.title = windowTitle(null, isTraining);
  }, [isTraining]);
  return (
    <div className={styles.gate}>
      <header className={styles.title} data-no-print>
        <Logo />
        <b>Deskside</b>
        {isTraining ? <TrainingTag /> : null}
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconLanguage size={14} stroke={1.6} aria-hidden />}
          lang={other}
          onClick={() => pick(other)}
        >
          {other === 'zh-CN' ? '中文' : 'English'}
        </Button>
      </header>
      <main className={styles.body}>
        <div className={styles.column} data-size={size}>
          <ConnectionBanner />
          {children}
        </div>
        {facts === undefined ? null : <ul className={styles.facts}>{facts}</ul>}
      </main>
    </div>
  );
};
