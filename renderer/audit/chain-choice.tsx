import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { shownDevice, type AuditStore } from './store.ts';
import classes from './audit.module.css';

interface ChainChoiceProps {
  readonly store: AuditStore;
  /** Another chain has other entries: what was open of this one closes. */
  readonly onChosen: () => void;
}

/** Which chain is shown, where this laptop has had more than one device code. */
export const ChainChoice = ({ store, onChosen }: ChainChoiceProps) => {
  const { t } = useTranslation('audit');
  const devices = useStore(store, (state) => state.devices);
  const shown = useStore(store, shownDevice);
  if (devices.length < 2 || !shown) return null;
  const nameOf = (code: string | null): string => code ?? t('chains.unknown');
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          size="xs"
          className={classes['chains']}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
        >
          {t('chains.shown', { code: nameOf(shown.code) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('chains.title')}</Menu.Label>
        {devices.map(({ id, code, entries }, index) => (
          <Menu.RadioItem
            key={id}
            value={id}
            checked={id === shown.id}
            closeMenuOnClick
            onChange={() => {
              store.getState().setDevice(id);
              onChosen();
            }}
          >
            {t(index === 0 ? 'chains.now' : 'chains.former', { code: nameOf(code), count: entries })}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
