/**
 * People, organisations, sites and who is on call: lists with the open record beside them. The address says where one is. What a feature
 * shows on a person (their equipment) is given by whoever composes the window.
 */
import { useEffect, useRef, useState, type ComponentType, type KeyboardEvent } from 'react';
import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { focusList } from '#renderer/ui/focus-list.ts';
import { useKeysWait } from '#renderer/ui/held-keys.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { PersonRef } from '#shared/base/record.ts';
import { ContactsDialogs } from './contacts-dialogs.tsx';
import { ContactsGrid } from './contacts-grid.tsx';
import {
  contactSections,
  contactSegments,
  contactsPlace,
  isPeopleSection,
  type ContactSection,
} from './contacts-route.ts';
import { continuedDialog, contactsDialogsStore, newDialog } from './dialogs-store.ts';
import { OnCallBar } from './on-call-bar.tsx';
import { OrganisationPanel } from './organisation-panel.tsx';
import { peopleStore } from './people-store.ts';
import { PersonPanel } from './person-panel.tsx';
import { RotaPanel } from './rota-panel.tsx';
import { saveCards } from './save-cards.ts';
import { SitePanel, type SiteSlot } from './site-panel.tsx';
import { useContactList } from './use-contact-list.ts';
import { useContactsCommands, type NewContact } from './use-contacts-commands.ts';
import classes from './contacts.module.css';

const makesOf = (section: ContactSection): NewContact =>
  section === 'organisations'
    ? 'organisation'
    : section === 'sites'
      ? 'site'
      : section === 'onCall'
        ? 'rota'
        : 'person';

interface ContactsViewProps {
  /** In the panel of a person, between who they are and their tickets. */
  readonly Beside: ComponentType<{ readonly owner: PersonRef }>;
  /** In the panel of a site, after how to get in. */
  readonly AtSite: SiteSlot;
}

export const ContactsView = ({ Beside, AtSite }: ContactsViewProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const format = useFormat();
  const { section, openId, draft } = contactsPlace(useRoute().rest);
  const dialogs = useSessionStore(contactsDialogsStore);
  const people = useSessionStore(peopleStore);
  const held = useStore(people, (state) => state.held);
  const canWrite = useAllowed('directory.write');
  const draftsReady = useDraftsReady();
  // A search is of one list: the next begins whole.
  const [searched, setSearched] = useState({ section, text: '' });
  const text = searched.section === section ? searched.text : '';
  const [at, setAt] = useState({ section, index: 0 });
  const grid = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useKeysWait(useStore(people, (state) => state.isSearching));
  useFocusHome(grid);
  const list = useContactList(section, text);
  const total = list.total ?? 0;
  const focusIndex = at.section === section ? Math.max(0, Math.min(at.index, total - 1)) : 0;
  const isThere = total > 0;
  useEffect(() => {
    const focused = document.activeElement;
    if (isThere && (focused === document.body || focused?.matches('main, nav *')))
      grid.current?.focus({ preventScroll: true });
  }, [isThere]);
  // A record that was opened by its address has its place in the list.
  const isPeople = isPeopleSection(section);
  useEffect(() => {
    if (openId?.startsWith('person:') !== true || !isPeople) return undefined;
    let isWanted = true;
    void client.call('directory.place', { view: section, text, personId: openId }).then((answer) => {
      if (isWanted && answer.ok && answer.value >= 0) setAt({ section, index: answer.value });
    });
    return () => {
      isWanted = false;
    };
  }, [client, section, isPeople, text, openId]);

  const focus = (index: number) => setAt({ section, index });
  const open = (id: string) => {
    const segments = contactSegments(section, id);
    if (openId === null) navigate('contacts', ...segments);
    else replaceRoute('contacts', ...segments);
  };
  const close = () => {
    navigate('contacts', ...contactSegments(section, null));
    grid.current?.focus();
  };
  const show = (next: ContactSection) => navigate('contacts', ...contactSegments(next, null));
  const showPeople = (name: string) => {
    show('active');
    search(name, 'active');
  };
  const startNew = (what: NewContact) => dialogs.getState().open(newDialog(what));
  // A draft is continued by its address.
  useEffect(() => {
    if (draft === null || !draftsReady) return;
    let isWanted = true;
    void continuedDialog(client, draft).then((dialog) => {
      if (isWanted && dialog) dialogs.getState().open(dialog);
      replaceRoute('contacts');
    });
    return () => {
      isWanted = false;
    };
  }, [client, dialogs, draft, draftsReady]);

  const move = (by: number) => {
    const index = Math.max(0, Math.min(focusIndex + by, total - 1));
    focus(index);
    grid.current?.focus({ preventScroll: true });
    const row = list.rowAt(index);
    if (openId !== null && row) open(row.id);
  };
  const search = (next: string, within = section) => {
    setSearched({ section: within, text: next });
    setAt({ section: within, index: 0 });
  };
  const exportCards = () =>
    void saveCards(client, isPeople ? { view: section, text } : { view: 'active', text: '' }, t);
  useContactsCommands({
    isEmpty: !isThere,
    searchField,
    canWrite,
    makes: makesOf(section),
    onMove: move,
    onOpen: () => {
      const row = list.rowAt(focusIndex);
      if (row) open(row.id);
    },
    onNew: startNew,
    onSection: show,
    onCards: () => dialogs.getState().open({ kind: 'cards' }),
    onExport: exportCards,
    onClose: openId === null ? undefined : close,
  });
  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== '') search('');
    else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape') focusList(grid.current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const makes = makesOf(section);
  const newButton = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      rightSection={<KeyHint keys="c" />}
      onClick={() => startNew(makes)}
    >
      {t(`new.${makes}`)}
    </Button>
  );
  const panel = (() => {
    if (openId === null) return undefined;
    const shared = { id: openId, onClose: close };
    if (openId.startsWith('organisation:')) return <OrganisationPanel {...shared} onPeople={showPeople} />;
    if (openId.startsWith('site:')) return <SitePanel {...shared} onPeople={showPeople} AtSite={AtSite} />;
    if (openId.startsWith('rota:')) return <RotaPanel {...shared} />;
    return <PersonPanel {...shared} Beside={Beside} />;
  })();
  const nothing =
    text.trim() === '' ? (
      <Empty
        mark={section === 'duplicates' ? 'done' : 'blank'}
        title={t(`empty.${section}`)}
        actions={
          canWrite && section !== 'duplicates' && section !== 'inactive' ? (
            <>
              {newButton}
              {section === 'active' && (
                <Button onClick={() => dialogs.getState().open({ kind: 'cards' })}>{t('importCards')}…</Button>
              )}
            </>
          ) : undefined
        }
      >
        {t(`empty.${section}Text`)}
      </Empty>
    ) : (
      <Empty mark="search" title={t('noHits')} actions={<Button onClick={() => search('')}>{t('clear')}</Button>}>
        {isPeople ? t('noHitsPeople', { count: held }) : t('noHitsText')}
      </Empty>
    );
  return (
    <>
      <SplitPane panelLabel={t('panel')} panel={panel}>
        <ViewHead title={t('contacts')} count={list.total === undefined ? undefined : format.number(total)}>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}>vCard</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {canWrite && (
                <Menu.Item onClick={() => dialogs.getState().open({ kind: 'cards' })}>{t('importCards')}…</Menu.Item>
              )}
              <Menu.Item disabled={isPeople && !isThere} onClick={exportCards}>
                {isPeople ? t('exportShown', { count: total }) : t('exportCards')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {canWrite && newButton}
        </ViewHead>
        <OnCallBar />
        <div className={classes['bar']}>
          <ListSearch
            field={searchField}
            label={t('find')}
            clearLabel={t('clear')}
            text={text}
            onText={search}
            onKeyDown={onSearchKey}
          />
          <div className={classes['sections']}>
            <SegmentedControl
              size="xs"
              aria-label={t('sections')}
              value={section}
              onChange={show}
              onClick={(event) => {
                // Chosen with a pointer, the list is there to be worked in; arrows stay among the choices.
                if (event.detail > 0) grid.current?.focus();
              }}
              data={contactSections.map((value) => ({ value, label: t(`section.${value}`) }))}
            />
          </div>
        </div>
        {list.failure && <FailureBanner wide failure={list.failure} onRetry={list.refresh} />}
        {list.total === undefined && !list.failure && <SkeletonRows rows={8} />}
        {list.total === 0 && nothing}
        {isThere && (
          <ContactsGrid
            key={section}
            ref={grid}
            label={t(`section.${section}`)}
            kind={list.kind}
            columns={list.columns}
            total={total}
            rowAt={list.rowAt}
            focusIndex={focusIndex}
            openId={openId}
            onSee={list.see}
            onFocus={focus}
            onOpen={open}
          />
        )}
      </SplitPane>
      <ContactsDialogs />
    </>
  );
};
