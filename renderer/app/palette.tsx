import { FocusTrap, Portal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { activeLayers, type Command } from '#renderer/ui/commands.ts';
import { commandRegistry, useCommandLayers } from '#renderer/ui/command-registry.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { runCommand } from '#renderer/ui/use-commands.ts';
import type { PaletteProps } from './palette-on-call.tsx';
import { paletteGroups, type PaletteEntry } from './palette-entries.ts';
import styles from './palette.module.css';
import { usePaletteAssets } from './use-palette-assets.ts';
import { usePaletteArticles } from './use-palette-articles.ts';
import { usePaletteContacts } from './use-palette-contacts.tsx';
import { usePaletteProblems } from './use-palette-problems.ts';
import { usePaletteTickets } from './use-palette-tickets.ts';
import { usePaletteVisits } from './use-palette-visits.ts';

const marked = (text: string, ranges: PaletteEntry['ranges']): ReactNode => {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return [...parts, text.slice(at)];
};

interface ItemProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onRun: () => void;
}

const Item = ({ id, entry: { command, ranges }, isChosen, onChoose, onRun }: ItemProps) => {
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const Icon = command.icon;
  const note = command.unavailable ?? command.hint;
  return (
    <button
      type="button"
      ref={place}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      {...(command.unavailable === undefined ? {} : { 'aria-disabled': true })}
      className={styles.item}
      onPointerMove={onChoose}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <span className={styles.icon}>{Icon ? <Icon size={16} stroke={1.6} /> : null}</span>
      <span className={`${styles.label} cut`}>{marked(command.label, ranges)}</span>
      {note === undefined ? null : <span className="muted small num">{note}</span>}
      {command.key === undefined ? null : <KeyHint keys={command.key} />}
    </button>
  );
};

/** `>` lists commands only, `#` tickets only. */
const readQuery = (typed: string): { readonly scope: 'all' | 'commands' | 'tickets'; readonly query: string } => {
  if (typed.startsWith('>')) return { scope: 'commands', query: typed.slice(1).trim() };
  if (typed.startsWith('#')) return { scope: 'tickets', query: typed.slice(1).trim() };
  return { scope: 'all', query: typed.trim() };
};

/** Everything that can be done or reached from here, by typing. Mounted while open; gives the focus back where it was. */
export const Palette = ({ onClose, begun }: PaletteProps) => {
  const { t } = useTranslation('app');
  const [before] = useState(() => document.activeElement);
  const [typed, setTyped] = useState(begun.split('\n')[0] ?? '');
  /** By keys or pointer; else the first entry is meant, whichever that is once all are there. */
  const [chosen, setChosen] = useState<string>();
  const [isEntered, setEntered] = useState(begun.includes('\n'));
  const baseId = useId();
  const layers = useCommandLayers();
  const { scope, query } = readQuery(typed);
  const tickets = usePaletteTickets(scope === 'commands' ? '' : query);
  const problems = usePaletteProblems(scope === 'all' ? query : '');
  const articles = usePaletteArticles(scope === 'all' ? query : '');
  const assets = usePaletteAssets(scope === 'all' ? query : '');
  const contacts = usePaletteContacts(scope === 'all' ? query : '');
  const visits = usePaletteVisits(scope === 'all' ? query : '');

  const usual = t('palette.general');
  const commands = useMemo(
    () => (scope === 'tickets' ? [] : paletteGroups(activeLayers(layers), query, usual)),
    [layers, scope, query, usual],
  );
  const kinds = [tickets, problems, articles, contacts, assets, visits];
  const records = kinds.flatMap((found) => found.commands);
  const groups = [...commands, ...paletteGroups([{ name: 'records', modal: false, commands: records }], query, usual)];
  const entries = groups.flatMap((group) => group.entries);
  const current = Math.max(
    0,
    entries.findIndex(({ command }) => command.id === chosen),
  );
  /** Commands stand before records: where one fits, the first entry is known. */
  const isSearching = commands.length === 0 && kinds.some((found) => found.isSearching);

  const close = () => {
    onClose();
    if (before instanceof HTMLElement) before.focus();
  };
  const run = (command: Command) => {
    close();
    // The view behind gets its focus back first; what the command focuses then stays focused.
    requestAnimationFrame(() => runCommand(commandRegistry.find(command.id) ?? command));
  };

  const enter = () => {
    const entry = entries[current];
    if (entry) run(entry.command);
  };
  // Whoever types fast means what is first once all is found for the words, not what was found for the first of their letters.
  const isDue = isEntered && !isSearching;
  const runEntered = useEffectEvent(enter);
  useEffect(() => {
    if (isDue) runEntered();
  }, [isDue]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1 + entries.length,
      PageDown: Math.min(entries.length - 1, current + 8),
      PageUp: Math.max(0, current - 8),
    };
    const next = steps[event.key];
    if (next !== undefined && entries.length > 0) {
      setChosen(entries[next % entries.length]?.command.id);
      setEntered(false);
    } else if (event.key === 'Enter') {
      if (isSearching && chosen === undefined) setEntered(true);
      else enter();
    } else if (event.key === 'Escape' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k')) close();
    else return;
    event.preventDefault();
  };

  let index = -1;
  return (
    <Portal>
      <div
        className={styles.scrim}
        role="presentation"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.target === event.currentTarget) close();
        }}
      >
        <FocusTrap active>
          <div className={styles.palette} role="dialog" aria-modal aria-label={t('palette.title')}>
            <div className={styles.entry}>
              <IconSearch size={18} stroke={1.6} aria-hidden />
              {/* Focused as it is mounted: what is typed right after the key must not reach the view behind. */}
              <input
                autoFocus
                data-autofocus
                role="combobox"
                aria-expanded
                aria-controls={`${baseId}-list`}
                aria-autocomplete="list"
                aria-label={t('search')}
                placeholder={t('search')}
                value={typed}
                spellCheck={false}
                autoComplete="off"
                {...(entries.length > 0 ? { 'aria-activedescendant': `${baseId}-${current}` } : {})}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  setChosen(undefined);
                  setEntered(false);
                }}
              />
            </div>
            <div className={styles.list} role="listbox" id={`${baseId}-list`} aria-label={t('palette.results')}>
              {groups.map((group) => (
                <div key={group.label} role="group" aria-label={group.label}>
                  <div className={styles.group} aria-hidden>
                    {group.label}
                  </div>
                  {group.entries.map((entry) => {
                    index += 1;
                    const own = index;
                    return (
                      <Item
                        key={entry.command.id}
                        id={`${baseId}-${own}`}
                        entry={entry}
                        isChosen={own === current}
                        onChoose={() => setChosen(entry.command.id)}
                        onRun={() => run(entry.command)}
                      />
                    );
                  })}
                </div>
              ))}
            </div>
            {entries.length === 0 && query !== '' ? (
              <div className={styles.none} role="status">
                <span className="strong">{t('palette.none', { query })}</span>
                <span className="soft">{t('palette.noneHint')}</span>
              </div>
            ) : null}
            <div className={styles.foot} aria-hidden>
              <span>
                <KeyHint keys={['ArrowUp', 'ArrowDown']} />
                {t('palette.choose')}
              </span>
              <span>
                <KeyHint keys="Enter" />
                {t('palette.run')}
              </span>
              <span>
                <KeyHint keys="Escape" />
                {t('palette.close')}
              </span>
              <span className={styles.space} />
              <span>
                <KeyHint keys=">" />
                {t('palette.commandsOnly')}
              </span>
              <span>
                <KeyHint keys="#" />
                {t('palette.ticketsOnly')}
              </span>
            </div>
          </div>
        </FocusTrap>
      </div>
    </Portal>
  );
};
