import { useState } from 'react';
import { Menu, Tooltip } from '@mantine/core';
import { IconActivity, IconAdjustmentsHorizontal, IconChevronRight, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { intoView } from '#renderer/ui/into-view.ts';
import { hrefOf, useRoute } from '#renderer/ui/route.ts';
import type { Feature } from './features.tsx';
import { NavCount } from './nav-count.tsx';
import { AllExtras } from './navigation-extras.tsx';
import styles from './shell.module.css';

/** Sections that can be one line each, with their views in a menu beside it. */
export const foldedSections = {
  operate: IconActivity,
  oversight: IconShieldCheck,
  setup: IconAdjustmentsHorizontal,
} as const;

interface FoldedSectionProps {
  readonly section: keyof typeof foldedSections;
  readonly features: readonly Feature[];
  /** There is no room for words. */
  readonly isRail: boolean;
}

export const FoldedSection = ({ section, features, isRail }: FoldedSectionProps) => {
  const { t } = useTranslation('app');
  const [isOpen, setOpen] = useState(false);
  const route = useRoute();
  const Icon = foldedSections[section];
  const current = features.find(({ id }) => id === route.feature);
  const name = t(`section.${section}`);
  const label = current ? `${name} · ${t(current.label)}` : name;
  return (
    <AllExtras of={features.map(({ extras }) => extras)}>
      {(all) => {
        const waiting = all.reduce((sum, each) => sum + (each.waiting ?? 0), 0);
        const told = waiting === 0 ? label : `${label} · ${t('waiting', { count: waiting })}`;
        return (
          <ul>
            <li ref={current && intoView}>
              <Menu opened={isOpen} onChange={setOpen} position="right-start" width={220} withinPortal>
                <Menu.Target>
                  <Tooltip label={told} position="right" disabled={isOpen || !isRail}>
                    <button type="button" aria-current={current ? 'true' : undefined}>
                      <Icon size={16} stroke={1.6} aria-hidden />
                      <span className={styles.navLabel}>{label}</span>
                      {waiting > 0 && <NavCount waiting={waiting} />}
                      {!isRail && <IconChevronRight size={14} stroke={1.6} aria-hidden />}
                    </button>
                  </Tooltip>
                </Menu.Target>
                <Menu.Dropdown>
                  {features.map(({ id, icon: FeatureIcon, label: view }, at) => (
                    <Menu.Item
                      key={id}
                      component="a"
                      href={hrefOf(id)}
                      aria-current={id === route.feature ? 'page' : undefined}
                      leftSection={<FeatureIcon size={16} stroke={1.6} />}
                      rightSection={<NavCount count={all[at]?.count} waiting={all[at]?.waiting} />}
                    >
                      {t(view)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            </li>
          </ul>
        );
      }}
    </AllExtras>
  );
};
