import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { activeLayers, type Command } from '#renderer/ui/commands.ts';
import { useCommandLayers } from '#renderer/ui/command-registry.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import styles from './palette.module.css';

/** Mounted while open. All keys of what is on screen, by group; of two that share a key the topmost is named. */
export const KeysDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('app');
  const { t: ui } = useTranslation('ui');
  const layers = useCommandLayers();
  useFocusReturn();
  const groups = new Map<string, Command[]>();
  const taken = new Set<string>();
  for (const layer of activeLayers(layers).toReversed()) {
    const layerGroup = layer.commands.find((command) => command.group !== undefined)?.group ?? t('palette.general');
    for (const command of layer.commands) {
      if (command.key === undefined || command.unavailable !== undefined || taken.has(command.key)) continue;
      taken.add(command.key);
      const label = command.group ?? layerGroup;
      groups.set(label, [...(groups.get(label) ?? []), command]);
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size={680} closeButtonProps={{ 'aria-label': ui('close') }}>
      <div className={styles.keysColumns}>
        {[...groups].map(([label, commands]) => (
          <section key={label} className={styles.keysGroup}>
            <h3>{label}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id}>
                  <dt className="cut">{command.label}</dt>
                  <dd>
                    <KeyHint keys={command.key ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={`${styles.keysNote} muted small`}>{t('keys.note')}</p>
    </Modal>
  );
};
