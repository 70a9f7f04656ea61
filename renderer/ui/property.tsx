import type { ReactNode } from 'react';
import { Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import classes from './record-panel.module.css';

/** One name and value in a record's list of properties. */
export const Property = ({
  name,
  wide,
  children,
}: {
  readonly name: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) => (
  <>
    <dt>{name}</dt>
    <dd className={wide ? classes['wide'] : undefined}>{children}</dd>
  </>
);

interface ChoiceMenuProps {
  readonly canEdit: boolean;
  readonly label: string;
  readonly shown: ReactNode;
  readonly onBegin: () => void;
  readonly sections: readonly {
    readonly name: string | undefined;
    readonly items: readonly {
      readonly id: string;
      readonly label: string;
      readonly isChosen: boolean;
      readonly pick: () => void;
    }[];
  }[];
}

/** A value that opens the few values it may have; who may not change it only sees it. */
export const ChoiceMenu = ({ canEdit, label, shown, onBegin, sections }: ChoiceMenuProps) => {
  if (!canEdit) return <span className={classes['plain']}>{shown}</span>;
  return (
    <Menu position="bottom-start" offset={2} onOpen={onBegin}>
      <Menu.Target>
        <button type="button" className={classes['editable']} title={label}>
          {shown}
          <IconSelector size={12} stroke={1.6} aria-hidden className={classes['selector']} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {sections.map((section) => (
          <div key={section.name ?? ''} role="group" aria-label={section.name}>
            {section.name !== undefined && <Menu.Label>{section.name}</Menu.Label>}
            {section.items.map((item) => (
              <Menu.Item
                key={item.id}
                role="menuitemradio"
                aria-checked={item.isChosen}
                rightSection={item.isChosen ? <IconCheck size={14} stroke={1.8} aria-hidden /> : undefined}
                onClick={item.pick}
              >
                {item.label}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
