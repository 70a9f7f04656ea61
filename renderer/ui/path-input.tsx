import { Button, TextInput } from '@mantine/core';
import type { FieldControl } from './field.tsx';
import classes from './path-input.module.css';

interface PathInputProps {
  readonly control: FieldControl;
  readonly value: string;
  readonly longest: number;
  readonly chooseLabel: string;
  /** Asks the system for a file; null where nobody chose one. Undefined where the host cannot: then there is no button. */
  readonly choose: (() => Promise<string | null>) | undefined;
  readonly onChange: (path: string) => void;
}

/** The path of a file of this laptop, typed or chosen. */
export const PathInput = ({ control, value, longest, chooseLabel, choose, onChange }: PathInputProps) => {
  const take = async () => {
    const chosen = await choose?.();
    if (chosen !== null && chosen !== undefined) onChange(chosen);
  };
  return (
    <div className={classes['path']}>
      <TextInput
        {...control}
        autoComplete="off"
        spellCheck={false}
        maxLength={longest}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {choose && <Button onClick={() => void take()}>{chooseLabel}</Button>}
    </div>
  );
};
