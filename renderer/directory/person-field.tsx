import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Popover, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import type { FieldControl } from '#renderer/ui/field.tsx';
import { OptionList, placeAfterKey, type PickOption } from '#renderer/ui/option-list.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { MAX_NAME } from '#shared/directory/limits.ts';
import type { ListedPerson } from '#shared/directory/operations.ts';
import classes from './contacts.module.css';

interface PersonFieldProps {
  readonly control: Pick<FieldControl, 'id'> & Partial<FieldControl>;
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly size?: 'xs' | 'sm';
  readonly autoFocus?: boolean;
  /** What stands at the right end of the field. */
  readonly mark?: ReactNode;
  /** What an option made from what was typed says, below those that were found. */
  readonly offer?: ((text: string) => string) | undefined;
  readonly onType: (text: string) => void;
  readonly onPick: (person: ListedPerson) => void;
  readonly onOffer?: (() => void) | undefined;
  /** Enter with nothing marked, and leaving. */
  readonly onLeave?: (() => void) | undefined;
  readonly onEscape?: (() => void) | undefined;
}

/** What a found person says beside their name: where they are, else how they are reached. */
const hintOf = ({ organisation, site, emails, phones }: ListedPerson): string =>
  [organisation, site].filter((part) => part !== null).join(' · ') || (emails[0] ?? phones[0] ?? '');

/**
 * A text field that offers the people of the contacts while somebody types: name, address, telephone number. Arrows mark one, Enter takes
 * the marked one; what was typed stays as it is until then, for somebody may be known by name alone.
 */
export const PersonField = ({
  control,
  label,
  placeholder,
  text,
  size = 'sm',
  autoFocus = false,
  mark,
  offer,
  onType,
  onPick,
  onOffer,
  onLeave,
  onEscape,
}: PersonFieldProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const [found, setFound] = useState<{ readonly for: string; readonly people: readonly ListedPerson[] }>();
  const [isOpen, setOpen] = useState(false);
  /** −1: none is marked, Enter leaves what was typed. */
  const [at, setAt] = useState(-1);
  const wanted = text.trim();

  useEffect(() => {
    if (!isOpen || wanted === '') return undefined;
    let isWanted = true;
    void client.call('directory.pick', { text: wanted }).then((answer) => {
      if (isWanted && answer.ok) setFound({ for: wanted, people: answer.value });
    });
    return () => {
      isWanted = false;
    };
  }, [client, wanted, isOpen]);

  const people = wanted === '' ? [] : (found?.people ?? []);
  const offered = wanted !== '' && offer && onOffer && found?.for === wanted ? offer(wanted) : undefined;
  const options: readonly PickOption[] = [
    ...people.map((person) => ({
      value: person.id,
      label: person.otherName === null ? person.name : `${person.name} ${person.otherName}`,
      before: <Avatar name={person.name} />,
      hint: hintOf(person),
    })),
    ...(offered === undefined
      ? []
      : [{ value: 'add', label: offered, before: <IconUserPlus size={16} stroke={1.6} aria-hidden /> }]),
  ];
  const isShown = isOpen && options.length > 0;
  const close = () => {
    setOpen(false);
    setAt(-1);
  };
  const pick = (value: string) => {
    close();
    const person = people.find(({ id }) => id === value);
    if (person) onPick(person);
    else onOffer?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const next = isShown ? placeAfterKey(event.key, at, options.length) : undefined;
    const marked = isShown ? options[at] : undefined;
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter' && marked && !event.ctrlKey && !event.metaKey) pick(marked.value);
    else if (event.key === 'Enter' && onLeave && !event.ctrlKey && !event.metaKey) onLeave();
    else if (event.key === 'Escape' && isShown) close();
    else if (event.key === 'Escape' && onEscape) onEscape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Popover
      opened={isShown}
      position="bottom-start"
      width="target"
      offset={2}
      withinPortal
      trapFocus={false}
      withRoles={false}
      returnFocus={false}
    >
      <Popover.Target>
        <div>
          <TextInput
            {...control}
            size={size}
            role="combobox"
            aria-label={'aria-invalid' in control ? undefined : label}
            data-mantine-stop-propagation={isShown || undefined}
            aria-expanded={isShown}
            aria-controls={isShown ? `${control.id}-list` : undefined}
            aria-autocomplete="list"
            aria-activedescendant={isShown && at >= 0 ? `${control.id}-${at}` : undefined}
            autoComplete="off"
            spellCheck={false}
            autoFocus={autoFocus}
            placeholder={placeholder}
            maxLength={MAX_NAME}
            value={text}
            rightSection={mark}
            onChange={(event) => {
              onType(event.currentTarget.value);
              setOpen(true);
              setAt(-1);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              close();
              onLeave?.();
            }}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div className={classes['options']}>
          <OptionList
            id={control.id}
            label={t('found', { what: label })}
            options={options}
            chosen={none}
            place={at}
            several={false}
            onPlace={setAt}
            onPick={pick}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};

const none: ReadonlySet<string> = new Set();
