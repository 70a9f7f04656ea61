import { IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useOpenStatus } from '#renderer/api/session.tsx';
import { TimerChip } from '#renderer/time/timer-chip.tsx';
import { statusKeys } from '#renderer/ui/commands.ts';
import { useCommandLayers } from '#renderer/ui/command-registry.ts';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useIsTyping } from '#renderer/ui/use-commands.ts';
import { useAppStore } from './app-context.ts';
import styles from './shell.module.css';

/** How many keys the bar names besides `?`. */
const SHOWN_KEYS = 6;

export const StatusBar = () => {
  const { t } = useTranslation('app');
  const { deviceCode, practice, storage, sample } = useOpenStatus();
  const isLost = useStore(useAppStore(), (state) => state.connection === 'lost' || state.connection === 'ended');
  const isTyping = useIsTyping();
  const mayWork = useAllowed('tickets.work');
  const hints = statusKeys(useCommandLayers(), SHOWN_KEYS, isTyping);
  return (
    <footer className={styles.status}>
      <ul className={styles.hints} aria-label={t('status.keys')}>
        {hints.map(({ label, keys }) => (
          <li key={`${label} ${keys.join(' ')}`}>
            <KeyHint keys={keys} />
            {label}
          </li>
        ))}
        {isTyping ? null : (
          <li>
            <KeyHint keys="?" />
            {t('status.allKeys')}
          </li>
        )}
      </ul>
      <ul className={`${styles.facts} num`}>
        {mayWork ? <TimerChip /> : null}
        {sample && !practice ? <li className={styles.wideOnly}>{t('status.sample')}</li> : null}
        <li>
          {isLost ? (
            <span className="risk-ink">
              <RiskGlyph size={12} /> {t('status.lost')}
            </span>
          ) : storage.state === 'ok' ? (
            <>
              <IconDeviceFloppy size={14} stroke={1.6} aria-hidden />
              {t('status.saved')}
            </>
          ) : (
            <span className="risk-ink">
              <RiskGlyph size={12} /> {t('status.readOnly')}
            </span>
          )}
        </li>
        <li>{deviceCode}</li>
      </ul>
    </footer>
  );
};
