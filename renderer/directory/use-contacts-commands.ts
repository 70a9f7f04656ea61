import {
  IconAddressBook,
  IconBuilding,
  IconFileImport,
  IconListDetails,
  IconMapPin,
  IconPencil,
  IconPhoneCall,
  IconSearch,
  IconUserPlus,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '#renderer/ui/commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { contactSections, type ContactSection } from './contacts-route.ts';

export type NewContact = 'person' | 'organisation' | 'site' | 'rota';

interface ContactsCommands {
  readonly isEmpty: boolean;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly canWrite: boolean;
  /** What the section at hand makes. */
  readonly makes: NewContact;
  readonly onMove: (by: number) => void;
  readonly onOpen: () => void;
  readonly onNew: (what: NewContact) => void;
  readonly onSection: (section: ContactSection) => void;
  readonly onCards: () => void;
  readonly onExport: () => void;
  /** Undefined while no panel is open. */
  readonly onClose: (() => void) | undefined;
}

const icons: Readonly<Record<NewContact, Command['icon']>> = {
  person: IconUserPlus,
  organisation: IconBuilding,
  site: IconMapPin,
  rota: IconPhoneCall,
};

/** The keys of the list, the same as in the queue; what can be made, and every section by name. */
export const useContactsCommands = ({
  isEmpty,
  searchField,
  canWrite,
  makes,
  onMove,
  onOpen,
  onNew,
  onSection,
  onCards,
  onExport,
  onClose,
}: ContactsCommands): void => {
  const { t } = useTranslation('directory');
  const group = t('contacts');
  const empty = isEmpty ? t('nothingHere') : undefined;
  const mayNot = canWrite ? undefined : t('cannotWrite');
  useMoveCommands(
    'contacts',
    { group, next: t('next'), previous: t('previous'), move: t('keys.move'), unavailable: empty },
    onMove,
  );
  useCommands('contacts', [
    {
      id: 'contacts.open',
      label: t('openContact'),
      key: 'Enter',
      group,
      keyOnly: true,
      unavailable: empty,
      status: { order: 2, label: t('keys.open') },
      run: onOpen,
    },
    {
      id: 'contacts.find',
      label: t('find'),
      key: '/',
      group,
      icon: IconSearch,
      status: { order: 3, label: t('keys.find') },
      run: () => searchField.current?.select(),
    },
    ...(['person', 'organisation', 'site', 'rota'] as const).map((what): Command => ({
      id: `contacts.new.${what}`,
      label: `${t(`new.${what}`)}…`,
      key: what === makes ? 'c' : undefined,
      group,
      icon: icons[what],
      unavailable: mayNot,
      status: what === makes ? { order: 4, label: t('keys.new') } : undefined,
      run: () => onNew(what),
    })),
    {
      id: 'contacts.cards',
      label: `${t('importCards')}…`,
      group,
      icon: IconFileImport,
      unavailable: mayNot,
      run: onCards,
    },
    { id: 'contacts.export', label: t('exportCards'), group, icon: IconAddressBook, run: onExport },
    ...contactSections.map((section): Command => ({
      id: `contacts.section.${section}`,
      label: `${t('contacts')}: ${t(`section.${section}`)}`,
      group,
      icon: IconListDetails,
      run: () => onSection(section),
    })),
  ]);
  useCommands(
    'contact',
    [
      {
        id: 'contact.close',
        label: t('closePanel'),
        key: 'Escape',
        group: t('thisContact'),
        keyOnly: true,
        run: () => onClose?.(),
      },
      {
        id: 'contact.before',
        label: t('previous'),
        key: '[',
        group: t('thisContact'),
        keyOnly: true,
        run: () => onMove(-1),
      },
      { id: 'contact.after', label: t('next'), key: ']', group: t('thisContact'), keyOnly: true, run: () => onMove(1) },
    ],
    { active: onClose !== undefined },
  );
};

/** `e` edits the record in the panel. */
export const useEditCommand = (canWrite: boolean, edit: () => void): void => {
  const { t } = useTranslation('directory');
  useCommands(
    'contact-edit',
    [
      {
        id: 'contact.edit',
        label: `${t('edit')}…`,
        key: 'e',
        group: t('thisContact'),
        icon: IconPencil,
        status: { order: 5, label: t('keys.edit') },
        run: edit,
      },
    ],
    { active: canWrite },
  );
};
