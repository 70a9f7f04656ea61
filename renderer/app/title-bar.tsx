import { Popover } from '@mantine/core';
import { IconCloudOff, IconSearch } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import { TrainingTag } from '#renderer/practice/training-tag.tsx';
import { Logo } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './shell.module.css';
import { withTexts } from './with-texts.ts';

const TrainingPill = withTexts(async () => (await import('./training-pill.tsx')).TrainingPill);

/** One state at a time. Until a desk has a server there is one: grey, nothing to decide. */
const SyncPill = () => {
  const { t } = useTranslation('app');
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.pill}>
          <IconCloudOff size={15} stroke={1.6} aria-hidden />
          {t('offline')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.pillBody}>
          <b className="strong">{t('offline.title')}</b>
          <span className="soft">{t('offline.body')}</span>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};

export const TitleBar = ({ onSearch }: { readonly onSearch: () => void }) => {
  const { t } = useTranslation('app');
  const { desk, practice } = useOpenStatus();
  return (
    <header className={styles.title}>
      <div className={styles.brand}>
        <Logo />
        <b>Deskside</b>
        {practice ? <TrainingTag /> : <span className={`muted cut ${styles.wideOnly}`}>{desk}</span>}
      </div>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span>{t('search')}</span>
        <KeyHint keys="mod+k" />
      </button>
      <div className={styles.titleRight}>
        <Suspense>{practice ? <TrainingPill /> : <SyncPill />}</Suspense>
        <AccountMenu />
      </div>
    </header>
  );
};
