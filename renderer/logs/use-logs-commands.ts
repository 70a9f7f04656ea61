import {
  IconArrowBarToDown,
  IconBookmark,
  IconColumns,
  IconClock,
  IconCopy,
  IconDownload,
  IconFilter,
  IconList,
  IconNote,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconTextWrap,
  IconTicket,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { OnValue } from './column-head.tsx';
import type { LogLine } from '#shared/logs/line.ts';

interface LogsActions {
  readonly line: LogLine | undefined;
  readonly selectedCount: number;
  readonly hasLines: boolean;
  readonly hasTimes: boolean;
  /** False where T makes the ticket of something else. */
  readonly hasTicketKey: boolean;
  readonly isFollowing: boolean;
  readonly wraps: boolean;
  readonly showsDetail: boolean;
  readonly hasFocus: boolean;
  readonly move: (by: number) => void;
  readonly goToError: (backwards: boolean) => void;
  readonly focusSearch: () => void;
  readonly goToHit: (backwards: boolean) => void;
  readonly goToTime: () => void;
  readonly toEnd: () => void;
  readonly bookmark: () => void;
  readonly hasNote: boolean;
  readonly writeNote: () => void;
  readonly showBookmarks: () => void;
  readonly addSource: () => void;
  readonly showSources: () => void;
  readonly toggleFollow: () => void;
  readonly makeTicket: () => void;
  readonly copy: () => void;
  readonly save: () => void;
  readonly toggleWrap: () => void;
  readonly addFilter: () => void;
  readonly chooseColumns: () => void;
  /** Fields that stand in columns. */
  readonly shown: readonly string[];
  readonly onValue: OnValue;
  readonly toggleDetail: () => void;
  /** Out of the line in full, or of the line. */
  readonly leave: () => void;
}

/** Everything that the logs do, by key and from the palette. `G` leads to the end, as in every reader of logs; `g` alone begins the ways to other screens. */
export const useLogsCommands = (actions: LogsActions): void => {
  const { t } = useTranslation('logs');
  const mayChoose = useAllowed('logs.choose');
  const mayCreate = useAllowed('tickets.create');
  const { line, selectedCount, hasLines, hasTimes, hasTicketKey, isFollowing, wraps, showsDetail, hasFocus } = actions;
  const group = t('thisView');
  const needsLine = line ? undefined : t('needsLine');
  const noLines = hasLines ? undefined : t('noLinesYet');
  useCommands('logs', [
    {
      id: 'logs.nextError',
      label: t('nextError'),
      group,
      key: 'e',
      unavailable: noLines,
      status: { order: 2, label: t('keys.error') },
      run: () => actions.goToError(false),
    },
    {
      id: 'logs.previousError',
      label: t('previousError'),
      group,
      key: 'shift+e',
      unavailable: noLines,
      run: () => actions.goToError(true),
    },
    {
      id: 'logs.search',
      label: t('search'),
      group,
      key: '/',
      status: { order: 3, label: t('keys.search') },
      run: actions.focusSearch,
    },
    {
      id: 'logs.nextHit',
      label: t('nextHit'),
      group,
      key: 'n',
      unavailable: noLines,
      run: () => actions.goToHit(false),
    },
    {
      id: 'logs.previousHit',
      label: t('previousHit'),
      group,
      key: 'shift+n',
      unavailable: noLines,
      run: () => actions.goToHit(true),
    },
    {
      id: 'logs.goToTime',
      label: `${t('goToTime')}…`,
      group,
      icon: IconClock,
      key: 'h',
      unavailable: noLines ?? (hasTimes ? undefined : t('noTimes')),
      status: { order: 4, label: t('keys.time') },
      run: actions.goToTime,
    },
    {
      id: 'logs.end',
      label: t('toEnd'),
      group,
      icon: IconArrowBarToDown,
      key: 'shift+g',
      unavailable: noLines,
      run: actions.toEnd,
    },
    ...(mayChoose
      ? [
          {
            id: 'logs.bookmark',
            label: line && line.bookmark !== null ? t('unmark') : t('mark'),
            group,
            icon: IconBookmark,
            key: 'm',
            unavailable: needsLine,
            status: { order: 5, label: t('keys.mark') },
            run: actions.bookmark,
          },
          {
            id: 'logs.note',
            label: `${t(actions.hasNote ? 'editLineNote' : 'addLineNote')}…`,
            group,
            icon: IconNote,
            key: 'shift+m',
            unavailable: needsLine,
            run: actions.writeNote,
          },
          {
            id: 'logs.add',
            label: `${t('addSource')}…`,
            group,
            icon: IconPlus,
            key: 'a',
            run: actions.addSource,
          },
        ]
      : []),
    {
      id: 'logs.bookmarks',
      label: `${t('bookmarks')}…`,
      group,
      icon: IconBookmark,
      key: 'b',
      run: actions.showBookmarks,
    },
    {
      id: 'logs.pause',
      label: isFollowing ? t('pause') : t('follow'),
      group,
      icon: isFollowing ? IconPlayerPause : IconPlayerPlay,
      key: 'p',
      status: { order: 6, label: isFollowing ? t('keys.pause') : t('keys.follow') },
      run: actions.toggleFollow,
    },
    ...(mayCreate
      ? [
          {
            id: 'logs.ticket',
            label: t('makeTicket'),
            group,
            icon: IconTicket,
            key: hasTicketKey ? 't' : undefined,
            unavailable: needsLine,
            status: { order: 7, label: t('keys.ticket') },
            run: actions.makeTicket,
          },
        ]
      : []),
    {
      id: 'logs.copy',
      label: selectedCount > 1 ? t('copySelected', { count: selectedCount }) : t('copyAround'),
      group,
      icon: IconCopy,
      key: 'c',
      unavailable: needsLine,
      run: actions.copy,
    },
    {
      id: 'logs.save',
      label: `${selectedCount > 1 ? t('saveSelected', { count: selectedCount }) : t('saveLines')}…`,
      group,
      icon: IconDownload,
      key: 'shift+c',
      unavailable: noLines,
      run: actions.save,
    },
    {
      id: 'logs.wrap',
      label: wraps ? t('cutLines') : t('wrapLines'),
      group,
      icon: IconTextWrap,
      key: 'w',
      run: actions.toggleWrap,
    },
    { id: 'logs.filter', label: `${t('addFilter')}…`, group, icon: IconFilter, key: 'f', run: actions.addFilter },
    {
      id: 'logs.columns',
      label: `${t('chooseColumns')}…`,
      group,
      icon: IconColumns,
      key: 'shift+f',
      unavailable: noLines,
      run: actions.chooseColumns,
    },
    // What stands in columns is filtered by from the palette too: by the line in focus.
    ...actions.shown.flatMap((field) => {
      const value = line?.fields?.[field];
      if (value === undefined) return [];
      const words = { name: withSigns(field), value: withSigns(value.slice(0, 60)) };
      return (['include', 'exclude'] as const).map((kind) => ({
        id: `logs.value.${kind}.${field}`,
        label: kind === 'include' ? t('onlyFieldValue', words) : t('withoutFieldValue', words),
        group,
        icon: IconFilter,
        run: () => actions.onValue(field, value, kind),
      }));
    }),
    { id: 'logs.sources', label: `${t('sources')}…`, group, icon: IconList, key: 's', run: actions.showSources },
    {
      id: 'logs.detail',
      label: t('detail'),
      group,
      key: 'Enter',
      keyOnly: true,
      unavailable: hasFocus ? undefined : t('needsLine'),
      run: actions.toggleDetail,
    },
  ]);
  useMoveCommands(
    'logs',
    { group, next: t('next'), previous: t('previous'), move: t('keys.line'), unavailable: noLines },
    actions.move,
  );
  useCommands(
    'logs.line',
    [
      {
        id: 'logs.leaveLine',
        label: showsDetail ? t('closeDetail') : t('leaveLine'),
        group,
        key: 'Escape',
        keyOnly: true,
        run: actions.leave,
      },
    ],
    { active: hasFocus },
  );
};
