import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import classes from './knowledge.module.css';

interface FilterChoiceProps<Value extends string> {
  /** What is chosen here, for screen readers: `Kind`. */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  /** Chosen while nothing is narrowed. */
  readonly usual: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a handful behind a button that names what is chosen. */
export const FilterChoice = <Value extends string>({
  label,
  options,
  value,
  usual,
  onChange,
}: FilterChoiceProps<Value>) => {
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          className={classes['choice'] ?? ''}
          aria-label={`${label}: ${chosen}`}
          data-narrowed={value !== usual || undefined}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
        >
          {chosen}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={value}
          onChange={(next) => {
            const option = options.find((each) => each.value === next);
            if (option) onChange(option.value);
          }}
        >
          {options.map((option) => (
            <Menu.RadioItem key={option.value} value={option.value}>
              {option.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
