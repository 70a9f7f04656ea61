import { useState } from 'react';
import { Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefOf, useRoute } from '#renderer/ui/route.ts';
import type { Feature } from './features.tsx';
import { intoView } from './into-view.ts';

/** Sections that are opened now and then: in the rail of a low screen each is one line, and its views are a menu beside it. */
export const foldedSections = { operate: IconAdjustmentsHorizontal, oversight: IconShieldCheck } as const;

interface FoldedSectionProps {
  readonly section: keyof typeof foldedSections;
  readonly features: readonly Feature[];
}

export const FoldedSection = ({ section, features }: FoldedSectionProps) => {
  const { t } = useTranslation('app');
  const [isOpen, setOpen] = useState(false);
  const route = useRoute();
  const Icon = foldedSections[section];
  const current = features.find(({ id }) => id === route.feature);
  const label = t(`section.${section}`);
  return (
    <ul>
      <li ref={current && intoView}>
        <Menu opened={isOpen} onChange={setOpen} position="right-start" width={220} withinPortal>
          <Menu.Target>
            <Tooltip label={current ? `${label} · ${t(current.label)}` : label} position="right" disabled={isOpen}>
              <button type="button" aria-label={label} aria-current={current ? 'true' : undefined}>
                <Icon size={16} stroke={1.6} aria-hidden />
              </button>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {features.map(({ id, icon: FeatureIcon, label: name }) => (
              <Menu.Item
                key={id}
                component="a"
                href={hrefOf(id)}
                aria-current={id === route.feature ? 'page' : undefined}
                leftSection={<FeatureIcon size={16} stroke={1.6} />}
              >
                {t(name)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </li>
    </ul>
  );
};
