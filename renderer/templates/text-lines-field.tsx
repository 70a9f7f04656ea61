import { useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { Field } from '#renderer/ui/field.tsx';

interface ReadTextProps<Value> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: Value;
  readonly show: (value: Value) => string;
  readonly read: (text: string) => Value;
  readonly onChange: (value: Value) => void;
  /** Several lines. */
  readonly lines?: boolean;
}

/** A list that is written as text: what stands in the field stays as it is typed, what it says goes to the template. */
export const ReadText = <Value,>({ label, hint, error, value, show, read, onChange, lines }: ReadTextProps<Value>) => {
  const [text, setText] = useState(() => show(value));
  const change = (next: string) => {
    setText(next);
    onChange(read(next));
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) =>
        lines ? (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={10}
            value={text}
            onChange={(event) => change(event.currentTarget.value)}
          />
        ) : (
          <TextInput {...control} value={text} onChange={(event) => change(event.currentTarget.value)} />
        )
      }
    </Field>
  );
};
