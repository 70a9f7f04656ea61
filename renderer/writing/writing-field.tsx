import { useId, useImperativeHandle, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { Popover, Textarea } from '@mantine/core';
import type { FieldControl } from '#renderer/ui/field.tsx';
import { OptionList, placeAfterKey } from '#renderer/ui/option-list.tsx';
import { applyEdit, stateOf } from './apply-edit.ts';
import { offered, type Completion, type Token } from './completion.ts';
import { asCode, asLink, continueLine, pasteOver, wrapIn, type TextEdit, type TextState } from './text-edits.ts';
import classes from './writing-field.module.css';

/** Opens the list of a completion at the caret, for who does not know its key. */
export type OpenCompletion = (completion: Completion) => void;

interface WritingFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly opener?: RefObject<OpenCompletion | null> | undefined;
  readonly label: string;
  /** Of the `Field` that it stands in, whose label then names it. */
  readonly control?: FieldControl | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onSubmit?: (() => void) | undefined;
  readonly onEscape?: (() => void) | undefined;
  /** Hears each key before the field does; its tools are reached by one. */
  readonly onTools?: ((event: KeyboardEvent<HTMLElement>) => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength: number;
  readonly minRows: number;
  readonly maxRows: number;
  /** No frame of its own: it stands in one. */
  readonly bare?: boolean;
  /** As high as its room, within which it scrolls: for texts too long to grow with. */
  readonly fill?: boolean;
  /** Language of the text, BCP 47, where it is known. */
  readonly lang?: string | undefined;
  /** Hears a paste first; true if it was taken. */
  readonly onPasted?: ((data: DataTransfer, field: HTMLTextAreaElement) => boolean) | undefined;
  readonly autoFocus?: boolean;
  readonly completions?: readonly Completion[] | undefined;
}

interface Completing {
  readonly completion: Completion;
  readonly token: Token;
  /** Opened by its key: what is typed from there on is the query, until the line ends. */
  readonly byKey: boolean;
}

const none: readonly Completion[] = [];
const nothing: ReadonlySet<string> = new Set();

/** What Ctrl or ⌘ with a letter does to the text; Ctrl K without anything marked stays the palette's. */
const editForKey = (event: KeyboardEvent, state: TextState): TextEdit | undefined => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return undefined;
  switch (event.key.toLowerCase()) {
    case 'b':
      return wrapIn(state, '**');
    case 'i':
      return wrapIn(state, '*');
    case 'e':
      return asCode(state);
    case 'k':
      return state.from === state.to ? undefined : asLink(state);
    default:
      return undefined;
  }
};

/** A field for Markdown: formats by key, goes on with lists, links words by pasting over them, completes what its triggers begin. */
export const WritingField = ({
  field,
  opener,
  label,
  control,
  value,
  onChange,
  onSubmit,
  onEscape,
  onTools,
  placeholder,
  maxLength,
  minRows,
  maxRows,
  bare = false,
  fill = false,
  lang,
  onPasted,
  autoFocus = false,
  completions = none,
}: WritingFieldProps) => {
  const id = useId();
  const [completing, setCompleting] = useState<Completing>();
  const [at, setAt] = useState(0);
  const options = completing ? offered(completing.completion, completing.token.query) : [];
  const place = Math.min(at, Math.max(0, options.length - 1));
  const marked = options[place];
  const isOpen = completing !== undefined && options.length > 0;

  const look = (text: string, caret: number) => {
    const before = text.slice(0, caret);
    const [found] = completions.flatMap((completion) => {
      const token = completion.tokenAt(before);
      return token ? [{ completion, token, byKey: false }] : [];
    });
    const { from } = completing?.token ?? { from: 0 };
    const query = before.slice(from);
    const goesOn = completing?.byKey === true && caret >= from && !query.includes('\n');
    setCompleting(goesOn ? { ...completing, token: { from, query } } : found);
    setAt(0);
  };
  const open = (completion: Completion) => {
    if (!field.current) return;
    field.current.focus();
    setCompleting({ completion, token: { from: field.current.selectionStart, query: '' }, byKey: true });
    setAt(0);
  };
  useImperativeHandle(opener, () => open);
  const pick = (value: string) => {
    if (!completing || !field.current) return;
    const insert = completing.completion.textFor(value);
    const { from } = completing.token;
    setCompleting(undefined);
    applyEdit(field.current, {
      from,
      to: field.current.selectionEnd,
      insert,
      select: [from + insert.length, from + insert.length],
    });
    setCompleting(undefined);
    completing.completion.onPicked?.(value);
  };

  /** True where the open list has taken the key. */
  const listTakes = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.ctrlKey || event.metaKey || event.altKey) return false;
    const next = placeAfterKey(event.key, place, options.length);
    if (next !== undefined) setAt(next);
    else if ((event.key === 'Enter' || event.key === 'Tab') && marked && !event.shiftKey) pick(marked.value);
    else if (event.key === 'Escape') setCompleting(undefined);
    else return false;
    return true;
  };
  const fieldTakes = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const state = stateOf(event.currentTarget);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (!onSubmit) return false;
      onSubmit();
      return true;
    }
    if (event.key === 'Escape') {
      if (!onEscape) return false;
      onEscape();
      return true;
    }
    const opened = completions.find(
      ({ key }) => key !== undefined && (event.ctrlKey || event.metaKey) && event.key === key,
    );
    if (opened) {
      open(opened);
      return true;
    }
    const edit =
      event.key === 'Enter' && !event.shiftKey && !event.altKey ? continueLine(state) : editForKey(event, state);
    if (edit) applyEdit(event.currentTarget, edit);
    return edit !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    onTools?.(event);
    if (!listTakes(event) && !fieldTakes(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    if (onPasted?.(event.clipboardData, event.currentTarget) === true) {
      event.preventDefault();
      return;
    }
    const edit = pasteOver(stateOf(event.currentTarget), event.clipboardData.getData('text/plain'));
    if (!edit) return;
    event.preventDefault();
    applyEdit(event.currentTarget, edit);
  };

  return (
    <Popover
      opened={isOpen}
      width="target"
      position="top-start"
      shadow="md"
      withinPortal
      trapFocus={false}
      withRoles={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <div className={fill ? classes['fill'] : undefined}>
          <Textarea
            ref={field}
            {...(bare ? { variant: 'unstyled', classNames: { input: classes['bare'] ?? '' } } : {})}
            {...(fill ? { variant: 'unstyled' } : { autosize: true, minRows, maxRows })}
            lang={lang}
            {...(control ?? { 'aria-label': label })}
            // A dialog around it hears Escape first: it is the list that closes.
            data-mantine-stop-propagation={isOpen || undefined}
            aria-keyshortcuts={onTools && 'Alt+F10'}
            aria-autocomplete={completions.length > 0 ? 'list' : undefined}
            aria-controls={isOpen ? `${id}-list` : undefined}
            aria-activedescendant={isOpen ? `${id}-${place}` : undefined}
            placeholder={placeholder}
            autoFocus={autoFocus}
            data-autofocus={autoFocus || undefined}
            maxLength={maxLength}
            value={value}
            onChange={(event) => {
              const { value: text, selectionEnd } = event.currentTarget;
              onChange(text);
              look(text, selectionEnd);
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => setCompleting(undefined)}
            onClick={() => setCompleting(undefined)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {completing && (
          <>
            <div className={classes['options']}>
              <OptionList
                id={id}
                label={completing.completion.label}
                options={options}
                chosen={nothing}
                place={place}
                several={false}
                onPlace={setAt}
                onPick={pick}
              />
            </div>
            {marked && completing.completion.preview && (
              <div className={classes['preview']}>{completing.completion.preview(marked.value)}</div>
            )}
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
};
