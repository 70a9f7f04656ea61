import {
  Fragment,
  useEffect,
  useImperativeHandle,
  useState,
  type KeyboardEvent,
  type Ref,
  type RefObject,
} from 'react';
import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OptionList, placeAfterKey } from '#renderer/ui/option-list.tsx';
import { completed, completionPlaceIn } from '#shared/search/complete.ts';
import { parseIn, type SearchPiece } from '#shared/search/parse.ts';
import { useSearchOptions } from './search-options.tsx';
import { searchScopes, type SearchScope, type SearchScopeName } from './search-scope.tsx';
import classes from './search-field.module.css';

export interface AssistHandle {
  /** Whether the completion took the key. */
  onKey(event: KeyboardEvent): boolean;
}

export interface AssistList {
  readonly isOpen: boolean;
  /** Index of the marked option, −1 for none. */
  readonly place: number;
}

interface SearchAssistProps {
  readonly ref: Ref<AssistHandle>;
  readonly id: string;
  readonly scope: SearchScopeName;
  readonly text: string;
  readonly caret: number;
  readonly field: RefObject<HTMLInputElement | null>;
  /** The field has the focus, and no input method is at work in it. */
  readonly isActive: boolean;
  readonly list: AssistList;
  readonly onList: (list: AssistList) => void;
  readonly onAccept: (text: string, caret: number) => void;
}

const useScrolled = (field: RefObject<HTMLInputElement | null>): number => {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const input = field.current;
    if (!input) return undefined;
    const follow = () => setLeft(input.scrollLeft);
    follow();
    input.addEventListener('scroll', follow);
    return () => input.removeEventListener('scroll', follow);
  }, [field]);
  return left;
};

const isWrong = (piece: SearchPiece<string, unknown>): boolean => piece.kind === 'problem' && piece.problem !== 'empty';

interface MirrorProps {
  readonly grammar: SearchScope['grammar'];
  readonly text: string;
  readonly anchorAt: number;
}

/** The text once more, unseen, for what lies under it: grounds of operators, underlines of what is left out, and the place of the list. */
const Mirror = ({ grammar, text, anchorAt }: MirrorProps) => {
  const pieces = parseIn(grammar, text).filter(({ kind }) => kind !== 'word');
  const cut = (from: number, to: number) =>
    anchorAt >= from && anchorAt < to ? (
      <>
        {text.slice(from, anchorAt)}
        <Popover.Target>
          <span className={classes['anchor']} />
        </Popover.Target>
        {text.slice(anchorAt, to)}
      </>
    ) : (
      text.slice(from, to)
    );
  return (
    <>
      {pieces.map((piece, index) => (
        <Fragment key={piece.from}>
          {cut(pieces[index - 1]?.to ?? 0, piece.from)}
          <span className={isWrong(piece) ? classes['problem'] : classes['operator']}>{cut(piece.from, piece.to)}</span>
        </Fragment>
      ))}
      {cut(pieces.at(-1)?.to ?? 0, text.length + 1)}
    </>
  );
};

/** Marks operators in the text of a search, and offers operators and values where the caret stands. */
export const SearchAssist = ({
  ref,
  id,
  scope: scopeName,
  text,
  caret,
  field,
  isActive,
  list,
  onList,
  onAccept,
}: SearchAssistProps) => {
  const { t } = useTranslation('search');
  const scope = searchScopes[scopeName];
  const scrolled = useScrolled(field);
  /** Text and caret at which the list was put away. */
  const [dismissed, setDismissed] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const [marked, setMarked] = useState<{ readonly at: string; readonly place: number }>();
  const here = `${caret} ${text}`;
  const place = isActive ? completionPlaceIn(scope.grammar, text, Math.min(caret, text.length)) : undefined;
  const { options, label } = useSearchOptions(scope, place, asked === here);
  const isOpen = place !== undefined && options.length > 0 && dismissed !== here;
  // A value is expected after an operator: Enter takes the first. A word may be just a word: Enter searches for it.
  const usual = place?.kind === 'value' && place.typed !== '' ? 0 : -1;
  const at = isOpen ? Math.min(marked?.at === here ? marked.place : usual, options.length - 1) : -1;

  useEffect(() => {
    if (list.isOpen !== isOpen || list.place !== at) onList({ isOpen, place: at });
  }, [list, onList, isOpen, at]);

  const take = (written: string) => {
    if (!place) return;
    const next = completed(text, place, written);
    onAccept(next.text, next.caret);
    setAsked(undefined);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const asksForList =
      (event.key === 'ArrowDown' && event.altKey) || (event.key === ' ' && (event.ctrlKey || event.metaKey));
    if (asksForList) {
      setAsked(here);
      setDismissed(undefined);
    } else if (!isOpen) return false;
    else if (event.key === 'Escape') setDismissed(here);
    else if (event.key === 'Tab' && !event.shiftKey && text !== '') take(options[Math.max(at, 0)]?.value ?? '');
    else if (event.key === 'Enter' && at >= 0) take(options[at]?.value ?? '');
    else {
      const next = event.key === 'ArrowUp' && at <= 0 ? -1 : placeAfterKey(event.key, at, options.length);
      if (next === undefined || event.shiftKey) return false;
      setMarked({ at: here, place: next });
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  useImperativeHandle(ref, () => ({ onKey }));

  return (
    <Popover
      opened={isOpen}
      position="bottom-start"
      offset={6}
      shadow="md"
      withinPortal
      trapFocus={false}
      withRoles={false}
      hideDetached={false}
      transitionProps={{ duration: 0 }}
    >
      <span className={classes['mirror']} aria-hidden>
        <span className={classes['line']} style={{ transform: `translateX(${-scrolled}px)` }}>
          <Mirror grammar={scope.grammar} text={text} anchorAt={place?.from ?? 0} />
        </span>
      </span>
      <Popover.Dropdown p={0}>
        <div className={classes['list']}>
          <OptionList
            id={id}
            label={label ?? t('operators')}
            options={options}
            chosen={new Set()}
            place={at}
            several={false}
            onPlace={(next) => setMarked({ at: here, place: next })}
            onPick={take}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};
