import { useRef, useState, type KeyboardEvent } from 'react';
import { Popover, TextInput } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import type { FieldControl } from './field.tsx';
import { matchingOptions, OptionList, placeAfterKey } from './option-list.tsx';

interface SearchSelectProps<Value extends string> {
  readonly control: FieldControl;
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  /** What is typed, where the options are looked up elsewhere. */
  readonly onType?: ((text: string) => void) | undefined;
}

/**
 * One of a handful, chosen by typing. Every key acts on what stands in the field at that moment, so nothing is lost on somebody
 * who types fast (Mantine's Select marks its options by timers): arrows move, Enter and Tab take the marked one, Escape puts the
 * former choice back, and so does leaving with nothing typed.
 */
export const SearchSelect = <Value extends string>({
  control,
  label,
  placeholder,
  options,
  value,
  onChange,
  onType,
}: SearchSelectProps<Value>) => {
  const [text, setText] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const shown = text === undefined ? options : matchingOptions(options, text);
  const place = Math.min(at, Math.max(0, shown.length - 1));
  const chosen = options.find((option) => option.value === value);

  const open = () => {
    setAt(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    );
    setOpen(true);
  };
  const close = () => {
    setText(undefined);
    setOpen(false);
  };
  const pick = (picked: string) => {
    const option = options.find((candidate) => candidate.value === picked);
    if (option) onChange(option.value);
    close();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = placeAfterKey(event.key, place, shown.length);
    const option = shown[place];
    if (next !== undefined) {
      if (isOpen) setAt(next);
      else open();
    } else if (!isOpen) return;
    else if (event.key === 'Enter' && option) pick(option.value);
    else if (event.key === 'Escape') close();
    else {
      if (event.key === 'Tab' && text !== undefined && option) onChange(option.value);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Popover
      opened={isOpen}
      width="target"
      position="bottom-start"
      shadow="md"
      withinPortal
      trapFocus={false}
      withRoles={false}
    >
      <Popover.Target>
        <div>
          <TextInput
            {...control}
            ref={field}
            data-autofocus
            data-mantine-stop-propagation={isOpen || undefined}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `${control.id}-list` : undefined}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && shown.length > 0 ? `${control.id}-${place}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={chosen?.label ?? placeholder}
            rightSection={<IconSelector size={14} stroke={1.6} aria-hidden />}
            rightSectionPointerEvents="none"
            value={text ?? chosen?.label ?? ''}
            onChange={(event) => {
              setText(event.currentTarget.value);
              onType?.(event.currentTarget.value);
              setAt(0);
              setOpen(true);
            }}
            // What is typed takes the place of the choice that stands there.
            onFocus={(event) => event.currentTarget.select()}
            onClick={open}
            onBlur={close}
            onKeyDown={onKeyDown}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown p={0} hidden={shown.length === 0}>
        <OptionList
          id={control.id}
          label={label}
          options={shown}
          chosen={new Set(value === null ? [] : [value])}
          place={place}
          several={false}
          onPlace={setAt}
          onPick={pick}
        />
      </Popover.Dropdown>
    </Popover>
  );
};
