import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useTicketAssetCommands } from '#renderer/assets/use-ticket-asset-commands.ts';
import { useBulkCommands } from '#renderer/bulk/use-bulk-commands.ts';
import { newDraftKey } from '#renderer/drafts/draft-place.ts';
import { useTicketLinkCommands } from '#renderer/links/use-ticket-link-commands.ts';
import { SnippetContext } from '#renderer/queue/row-snippet.tsx';
import { useTicketProblemCommands } from '#renderer/problems/use-ticket-problem-commands.ts';
import { rowAt } from '#renderer/queue/row-window.ts';
import { queueStore } from '#renderer/queue/store.ts';
import { QueueView } from '#renderer/queue/view.tsx';
import { viewsStore } from '#renderer/queue/views-store.ts';
import { useListSnippets } from './use-list-snippets.ts';
import { useMarks } from '#renderer/search/use-marks.ts';
import type { ActionTarget } from '#renderer/tickets/action-store.ts';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';
import { ticketStore } from '#renderer/tickets/ticket-store.ts';
import { useTicketCommands } from '#renderer/tickets/use-ticket-commands.ts';
import { MarksProvider } from '#renderer/ui/marked.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { PartComing, useUnclaimedKeysWait } from '#renderer/ui/held-keys.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { DialogsReady, fetchSections, ticketSlots } from './ticket-slots.tsx';
import { useLastTicket } from './last-ticket.ts';
import { deskPlace, segmentsOf, type DeskPlace } from './ticket-desk-route.ts';

/** The list is the first view; what lies beside and over it is fetched as soon as the list stands. */
const beside = {
  bulk: () => import('#renderer/bulk/bulk-dialog.tsx'),
  assetDialogs: () => import('#renderer/assets/asset-dialogs.tsx'),
  dialogs: () => import('#renderer/tickets/dialogs.tsx'),
  linkDialogs: () => import('#renderer/links/link-dialogs.tsx'),
  problemDialogs: () => import('#renderer/problems/problem-dialogs.tsx'),
  files: () => import('./files-beside.ts'),
  form: () => import('#renderer/tickets/new-ticket-form.tsx'),
  panel: () => import('#renderer/tickets/panel.tsx'),
  hits: () => import('#renderer/search/hits-bar.tsx'),
  macros: () => import('#renderer/templates/macros.tsx'),
  noHits: () => import('#renderer/queue/no-hits.tsx'),
  viewMenu: () => import('#renderer/queue/view-menu.tsx'),
  sections: fetchSections,
} as const;
const AssetDialogs = lazy(async () => ({ default: (await beside.assetDialogs()).AssetDialogs }));
const BulkDialog = lazy(async () => ({ default: (await beside.bulk()).BulkDialog }));
const TicketDialogs = lazy(async () => ({ default: (await beside.dialogs()).TicketDialogs }));
const LinkDialogs = lazy(async () => ({ default: (await beside.linkDialogs()).LinkDialogs }));
const ProblemDialogs = lazy(async () => ({ default: (await beside.problemDialogs()).ProblemDialogs }));
const MailImport = lazy(async () => ({ default: (await beside.files()).MailImport }));
const Macros = lazy(async () => ({ default: (await beside.macros()).Macros }));
const NewTicketForm = lazy(async () => ({ default: (await beside.form()).NewTicketForm }));
const HitsBar = lazy(async () => ({ default: (await beside.hits()).HitsBar }));
const TicketPanel = lazy(async () => ({ default: (await beside.panel()).TicketPanel }));

const TicketHits = ({ ticketId, container }: { readonly ticketId: string; readonly container: HTMLElement | null }) => {
  const words = useStore(useSessionStore(queueStore), (state) => state.window?.search?.words);
  const searched = words?.map(({ text }) => text).join(' ') ?? '';
  return (
    <Suspense>
      <HitsBar key={`${ticketId} ${searched}`} container={container} />
    </Suspense>
  );
};

/** Of the list that the ticket was opened from. */
const slots: TicketSlots = {
  ...ticketSlots,
  hits: (ticketId, container) => <TicketHits ticketId={ticketId} container={container} />,
};

const RETRY_MS = 5_000;

const useWhatLiesBeside = (): boolean => {
  const [isFetched, setFetched] = useState(false);
  const [isComing, setComing] = useState(true);
  useUnclaimedKeysWait(isComing);
  useEffect(() => {
    let timer: number | undefined;
    const fetchAll = async () => {
      try {
        await Promise.all(Object.values(beside).map((fetch) => fetch()));
        setFetched(true);
        setComing(false);
      } catch {
        // Keys wait no longer than for the first try.
        setComing(false);
        // The host is away for the moment; the connection banner says so.
        timer = window.setTimeout(() => void fetchAll(), RETRY_MS);
      }
    };
    const idle = window.requestIdleCallback(() => void fetchAll());
    return () => {
      window.cancelIdleCallback(idle);
      window.clearTimeout(timer);
    };
  }, []);
  return isFetched;
};

/** What keys act on: the checked tickets, else the open one, else the row in focus. */
const useTargets = (openId: string | null): readonly ActionTarget[] => {
  const queue = useSessionStore(queueStore);
  const checked = useStore(queue, (state) => state.checked);
  const focused = useStore(queue, ({ window, focusIndex }) => window && rowAt(window, focusIndex));
  const open = useStore(useSessionStore(ticketStore), (state) => state.detail?.ticket);
  if (checked.size > 0) return [...checked.values()];
  if (openId !== null) {
    // The row stands in until the panel has its ticket: a key pressed right after opening is meant for it.
    const known = [open, focused].find((ticket) => ticket?.id === openId);
    return known ? [known] : [];
  }
  return focused ? [focused] : [];
};

/** The list with the ticket or the new-ticket form beside it. Where one is stands in the address, so a reload comes back to it. */
export const TicketDesk = () => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const route = useRoute();
  const place = deskPlace(route.rest);
  const queue = useSessionStore(queueStore);
  const views = useSessionStore(viewsStore);
  const mayCreate = useAllowed('tickets.create');
  const grid = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  const { viewId, ticketId, draft } = place;
  useFocusHome(grid);
  const marks = useMarks(useStore(queue, (state) => state.window?.search?.words));
  const showSnippet = useListSnippets(marks.body !== undefined);

  const go = useCallback((next: DeskPlace, instead = false) => {
    if (instead) replaceRoute('queue', ...segmentsOf(next));
    else navigate('queue', ...segmentsOf(next));
  }, []);
  const open = useCallback(
    (id: string) => go({ viewId, ticketId: id, draft: null }, ticketId !== null),
    [go, viewId, ticketId],
  );
  const isClosing = useRef(false);
  const close = useCallback(() => {
    setWide(false);
    isClosing.current = true;
    go({ viewId, ticketId: null, draft: null });
  }, [go, viewId]);
  // Not before the panel is gone: where it has the whole region the list is hidden until then, and takes no focus.
  useEffect(() => {
    if (!isClosing.current || ticketId !== null || draft !== null) return;
    isClosing.current = false;
    grid.current?.focus();
  }, [ticketId, draft]);
  /** An open panel follows the row in focus. */
  const follow = () => {
    const { focusId } = queue.getState();
    if (ticketId !== null && focusId !== null) open(focusId);
  };
  const step = (by: number) => {
    queue.getState().move(by);
    follow();
  };
  const startNew = async () => {
    const drafts = await client.call('drafts.list', {});
    go({ viewId, ticketId: null, draft: newDraftKey(drafts.ok ? drafts.value.map(({ key }) => key) : []) });
  };

  // Opened from elsewhere (palette, link, reload): the list goes to the row, where this filter has it.
  useEffect(() => {
    if (ticketId !== null && queue.getState().focusId !== ticketId) void queue.getState().find(ticketId);
  }, [queue, ticketId]);

  useLastTicket(ticketId);
  const targets = useTargets(ticketId);
  useTicketCommands({ targets, onOpen: open });
  useTicketLinkCommands(targets);
  useTicketAssetCommands(targets);
  useTicketProblemCommands(targets);
  const group = t('thisTicket');
  useCommands(
    'panel',
    [
      { id: 'ticket.close-panel', label: t('closePanel'), key: 'Escape', group, keyOnly: true, run: close },
      { id: 'ticket.previous', label: t('previousTicket'), key: '[', group, keyOnly: true, run: () => step(-1) },
      { id: 'ticket.next', label: t('nextTicket'), key: ']', group, keyOnly: true, run: () => step(1) },
      {
        id: 'ticket.wide',
        label: isWide ? t('besideList') : t('fullWidth'),
        key: 'w',
        group,
        icon: IconArrowsMaximize,
        run: () => setWide(!isWide),
      },
    ],
    { active: ticketId !== null },
  );
  const checkedCount = useStore(queue, (state) => state.checked.size);
  const total = useStore(queue, (state) => state.window?.total ?? 0);
  const hasChecked = checkedCount > 0;
  useBulkCommands(
    () => {
      const { checked, filter } = queue.getState();
      return { checked: [...checked.keys()], filter, total };
    },
    checkedCount,
    total,
  );
  useCommands(
    'checked',
    [{ id: 'queue.uncheck', label: t('clearSelection'), key: 'Escape', group, run: () => queue.getState().uncheck() }],
    { active: hasChecked },
  );

  const hasDialogs = useWhatLiesBeside();
  const panel =
    draft !== null && mayCreate ? (
      <NewTicketForm
        key={draft}
        draftKey={draft}
        slots={ticketSlots}
        onCreated={(id) => go({ viewId, ticketId: id, draft: null }, true)}
        onClose={close}
      />
    ) : ticketId !== null ? (
      <TicketPanel ticketId={ticketId} slots={slots} isWide={isWide} onWide={setWide} onClose={close} />
    ) : undefined;
  return (
    <MarksProvider marks={marks}>
      <SplitPane
        panel={
          panel && (
            <Suspense
              fallback={
                <>
                  <PartComing />
                  <SkeletonRows rows={6} />
                </>
              }
            >
              {panel}
            </Suspense>
          )
        }
        panelLabel={draft === null ? t('panel') : t('newTicket')}
        wide={isWide && ticketId !== null}
      >
        <SnippetContext value={showSnippet}>
          <QueueView
            store={queue}
            views={views}
            viewId={viewId}
            openId={ticketId}
            grid={grid}
            isWhole={hasDialogs}
            onOpen={open}
            onMoved={follow}
            onNew={mayCreate ? () => void startNew() : undefined}
            onView={(id) => go({ viewId: id, ticketId: null, draft: null })}
          />
        </SnippetContext>
        <Suspense>{hasDialogs && mayCreate ? <MailImport onOpen={open} /> : null}</Suspense>
      </SplitPane>
      {hasDialogs ? (
        <>
          {/* Each as soon as it is here: keys of one do not wait for the others. */}
          <Suspense>
            <DialogsReady>
              <TicketDialogs slots={slots} />
            </DialogsReady>
          </Suspense>
          <Suspense fallback={<PartComing />}>
            <Macros targets={targets} />
          </Suspense>
          <Suspense>
            <LinkDialogs />
            <ProblemDialogs />
            <AssetDialogs />
            <BulkDialog />
          </Suspense>
        </>
      ) : null}
    </MarksProvider>
  );
};
