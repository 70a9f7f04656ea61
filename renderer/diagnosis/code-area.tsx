import { useImperativeHandle, useMemo, useRef, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { MAX_TREE_TEXT } from '#shared/diagnosis/limits.ts';
import classes from './editor.module.css';

export interface CodeAreaHandle {
  /** Puts the cursor there, both from 1, and scrolls to it. */
  goTo(line: number, column: number): void;
}

interface CodeAreaProps {
  readonly ref: Ref<CodeAreaHandle>;
  readonly label: string;
  readonly text: string;
  readonly isReadOnly: boolean;
  /** Lines with something wrong, and the sentence about it. */
  readonly marks: ReadonlyMap<number, string>;
  readonly describedBy: string | undefined;
  readonly onChange: (text: string) => void;
}

/** Columns that a line takes in a monospaced font: Han and full-width signs are two wide. */
const widthOf = (line: string): number => {
  let width = 0;
  for (const character of line)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
};

/**
 * Plain text with numbered lines. A textarea as tall and wide as its text within one scrolling region, so that numbers and text move
 * together and undo, input methods and screen readers work as everywhere. Enter keeps the indentation.
 */
export const CodeArea = ({ ref, label, text, isReadOnly, marks, describedBy, onChange }: CodeAreaProps) => {
  const { t } = useTranslation('diagnosis');
  const area = useRef<HTMLTextAreaElement>(null);
  const region = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.split('\n'), [text]);
  const widest = useMemo(() => Math.max(40, ...lines.map(widthOf)), [lines]);

  useImperativeHandle(ref, () => ({
    goTo: (line, column) => {
      const field = area.current;
      const box = region.current;
      if (!field || !box) return;
      const before = field.value.split('\n').slice(0, line - 1);
      const at = before.reduce((length, each) => length + each.length + 1, 0) + column - 1;
      field.focus({ preventScroll: true });
      field.setSelectionRange(at, at);
      const height = field.clientHeight / Math.max(1, field.value.split('\n').length);
      box.scrollTo({ top: Math.max(0, (line - 4) * height), left: 0 });
    },
  }));

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || isReadOnly) return;
    const { value, selectionStart } = event.currentTarget;
    const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
    const indent = /^ */.exec(line)?.[0] ?? '';
    event.preventDefault();
    // The one way to insert that keeps the undo history of the field.
    document.execCommand('insertText', false, `\n${indent}`);
  };
  return (
    <div ref={region} className={classes['code']}>
      <ol className={classes['gutter']} aria-hidden>
        {lines.map((_line, place) => {
          const wrong = marks.get(place + 1);
          return (
            <li key={place} data-wrong={wrong === undefined ? undefined : ''} title={wrong}>
              {wrong !== undefined && <BreachGlyph />}
              {place + 1}
            </li>
          );
        })}
      </ol>
      <textarea
        ref={area}
        className={classes['area']}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={marks.size > 0 || undefined}
        title={isReadOnly ? t('readOnly') : undefined}
        value={text}
        rows={lines.length}
        cols={widest + 2}
        maxLength={MAX_TREE_TEXT}
        readOnly={isReadOnly}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
};
