import { useId, useState } from 'react';
import { IconAddressBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { Marked } from '#renderer/ui/marked.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { RequesterField } from './requester-field.tsx';
import panel from '#renderer/ui/record-panel.module.css';

export interface RequesterPropertyProps {
  readonly requester: PersonRef | null;
  readonly canEdit: boolean;
  readonly label: string;
  readonly none: string;
  /** What stands there now is what a stale save is judged against. */
  readonly onBegin: () => void;
  readonly onSave: (requester: PersonRef | null) => void;
}

const nobody: PersonRef = { id: null, name: '' };

/** The requester of a ticket: leads to their page, and turns into its own field. Enter and leaving save, Escape puts back what was there. */
export const RequesterProperty = ({ requester, canEdit, label, none, onBegin, onSave }: RequesterPropertyProps) => {
  const { t } = useTranslation('directory');
  const { t: ui } = useTranslation('ui');
  const id = useId();
  const mayRead = useAllowed('directory.read');
  const [typed, setTyped] = useState<PersonRef>();
  const save = (next: PersonRef) => {
    setTyped(undefined);
    const name = next.name.trim();
    if (name === (requester?.name ?? '') && next.id === (requester?.id ?? null)) return;
    onSave(name === '' ? null : { id: next.id, name });
  };
  if (typed)
    return (
      <RequesterField
        control={{ id }}
        size="xs"
        autoFocus
        label={ui('edit', { field: label })}
        placeholder={none}
        requester={typed}
        onChange={(next, isChosen) => (isChosen ? save(next) : setTyped(next))}
        onLeave={() => save(typed)}
        onEscape={() => setTyped(undefined)}
      />
    );
  const shown = requester ? <Marked text={requester.name} /> : <span className="muted">{none}</span>;
  const known = requester?.id?.startsWith('person:') === true && mayRead;
  return (
    <span className={panel['plain']}>
      {canEdit ? (
        <button
          type="button"
          className={`${panel['editable']} cut`}
          title={ui('edit', { field: label })}
          onClick={() => {
            onBegin();
            setTyped(requester ?? nobody);
          }}
        >
          {shown}
        </button>
      ) : (
        <span className="cut">{shown}</span>
      )}
      {known && requester?.id && (
        <a
          href={hrefOf('contacts', requester.id)}
          aria-label={t('openPerson', { name: requester.name })}
          title={t('openPerson', { name: requester.name })}
        >
          <IconAddressBook size={14} stroke={1.6} aria-hidden />
        </a>
      )}
    </span>
  );
};
