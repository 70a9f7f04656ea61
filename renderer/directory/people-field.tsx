import { useId, useState } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PersonField } from './person-field.tsx';
import classes from './contacts.module.css';

/** Enough of a person for a form to name them. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

interface PeopleFieldProps {
  readonly legend: string;
  readonly people: readonly NamedPerson[];
  readonly max: number;
  /** Their order means something: each can be moved. */
  readonly ordered?: boolean;
  readonly error?: string | undefined;
  readonly onChange: (people: readonly NamedPerson[]) => void;
}

/** Several people of the contacts, found by typing and listed in order. */
export const PeopleField = ({ legend, people, max, ordered = false, error, onChange }: PeopleFieldProps) => {
  const { t } = useTranslation('directory');
  const id = useId();
  const [text, setText] = useState('');
  const move = (from: number, to: number) => {
    const person = people[from];
    if (person) onChange(people.toSpliced(from, 1).toSpliced(to, 0, person));
  };
  return (
    <fieldset className={classes['fieldset']}>
      <legend>{legend}</legend>
      <ol className={classes['list']}>
        {people.map((person, place) => (
          <li key={person.id} className={classes['entry']}>
            <span className="cut">
              {ordered && <span className="muted num">{place + 1}. </span>}
              <Avatar name={person.name} /> {person.name}
            </span>
            {ordered && (
              <>
                <ActionIcon
                  aria-label={t('moveUp', { name: person.name })}
                  disabled={place === 0}
                  onClick={() => move(place, place - 1)}
                >
                  <IconArrowUp size={14} stroke={1.6} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('moveDown', { name: person.name })}
                  disabled={place === people.length - 1}
                  onClick={() => move(place, place + 1)}
                >
                  <IconArrowDown size={14} stroke={1.6} aria-hidden />
                </ActionIcon>
              </>
            )}
            <ActionIcon
              aria-label={t('removeWay', { what: person.name })}
              onClick={() => onChange(people.toSpliced(place, 1))}
            >
              <IconX size={14} stroke={1.6} aria-hidden />
            </ActionIcon>
          </li>
        ))}
        {people.length < max && (
          <li>
            <PersonField
              control={{ id: `${id}-person` }}
              label={t('addPerson', { to: legend })}
              placeholder={t('typeName')}
              text={text}
              onType={setText}
              onPick={({ id: personId, name }) => {
                setText('');
                if (!people.some((each) => each.id === personId)) onChange([...people, { id: personId, name }]);
              }}
            />
          </li>
        )}
      </ol>
      {error !== undefined && (
        <p className={classes['wrong']} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
};
