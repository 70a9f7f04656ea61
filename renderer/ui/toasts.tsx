import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { announcements, dismiss, type ShownAnnouncement } from './announce.ts';
import { BreachGlyph, OkGlyph, RiskGlyph } from './glyphs.tsx';
import styles from './kit.module.css';

const glyphs = { done: <OkGlyph />, refused: <RiskGlyph />, failed: <BreachGlyph /> } as const;

/** What can be acted on stays longer; a failure stays until it is dismissed. */
const stayMs = ({ tone, action, isNews = false }: ShownAnnouncement): number | undefined => {
  if (isNews) return 15_000;
  if (tone === 'failed') return undefined;
  return action === undefined ? 5_000 : 10_000;
};

const Toast = ({ announcement }: { readonly announcement: ShownAnnouncement }) => {
  const { t } = useTranslation('ui');
  const [isHeld, hold] = useState(false);
  const { id, tone, text, action } = announcement;
  const ms = stayMs(announcement);
  useEffect(() => {
    if (ms === undefined || isHeld) return undefined;
    const timer = window.setTimeout(() => dismiss(id), ms);
    return () => window.clearTimeout(timer);
  }, [id, ms, isHeld]);
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {glyphs[tone]}
      <span className={styles.toastText}>{text}</span>
      <span className={styles.toastActions}>
        {action === undefined ? null : (
          <Button
            size="xs"
            onClick={() => {
              dismiss(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
        <ActionIcon aria-label={t('dismiss')} onClick={() => dismiss(id)}>
          <IconX size={14} stroke={1.6} />
        </ActionIcon>
      </span>
    </div>
  );
};

/** The announcements on screen; the region is always there, so that screen readers hear the first one too. */
export const Toasts = () => {
  const { t } = useTranslation('ui');
  const shown = useSyncExternalStore(announcements.subscribe, announcements.current);
  return (
    <section className={styles.toasts} aria-label={t('messages')} aria-live="polite" data-no-print>
      {shown.map((announcement) => (
        <Toast key={announcement.id} announcement={announcement} />
      ))}
    </section>
  );
};
