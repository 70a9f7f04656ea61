import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import { namedPaste, takeFiles, type TakenFile } from './taken-files.ts';
import classes from './attachments.module.css';

interface DropTargetProps {
  /** The region that takes the files: the nearest ancestor that matches. */
  readonly within: string;
  /** What letting go would do. */
  readonly label: string;
  /** Why nothing can be attached now. */
  readonly refusal: string | undefined;
  /** Also takes what is pasted while it is on screen. */
  readonly pastes?: boolean;
  readonly onFiles: (files: readonly TakenFile[]) => void;
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;

/** Takes files that are dragged onto a region, or pasted while it is on screen; draws where they would land. */
export const DropTarget = ({ within, label, refusal, pastes = true, onFiles }: DropTargetProps) => {
  const { t } = useTranslation('attachments');
  const place = useRef<HTMLSpanElement>(null);
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [isOver, setOver] = useState(false);

  const take = useEffectEvent((files: readonly TakenFile[], hasFolders: boolean) => {
    if (refusal !== undefined) announce({ tone: 'refused', text: refusal });
    else {
      if (hasFolders) announce({ tone: 'refused', text: t('noFolders') });
      if (files.length > 0) onFiles(files);
    }
  });
  const onPaste = useEffectEvent((event: ClipboardEvent, region: HTMLElement) => {
    const { clipboardData: data, target } = event;
    if (!data || data.files.length === 0) return;
    const inside = target instanceof Node && region.contains(target);
    if (!inside && (isTextField(target) || (target instanceof Element && target.closest('[role="dialog"]')))) return;
    // Copied from a document it is text with a picture of it: the text is what is wanted where one writes.
    if (isTextField(target) && data.types.includes('text/plain')) return;
    event.preventDefault();
    const taken = namedPaste(takeFiles(data), new Date(), (at) => t('screenshot', { at }));
    take(taken.files, taken.hasFolders);
  });

  useEffect(() => {
    const region = place.current?.closest<HTMLElement>(within) ?? null;
    setHost(region);
    if (!region) return undefined;
    let depth = 0;
    const leave = () => {
      depth = 0;
      setOver(false);
    };
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth++;
      setOver(true);
    };
    const pass = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const exit = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      leave();
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.stopPropagation();
      const taken = takeFiles(event.dataTransfer);
      take(taken.files, taken.hasFolders);
    };
    const paste = (event: ClipboardEvent) => onPaste(event, region);
    const ended = new AbortController();
    const { signal } = ended;
    region.addEventListener('dragenter', enter, { signal });
    region.addEventListener('dragover', pass, { signal });
    region.addEventListener('dragleave', exit, { signal });
    region.addEventListener('drop', drop, { signal });
    if (pastes) document.addEventListener('paste', paste, { signal });
    window.addEventListener('dragend', leave, { signal });
    return () => ended.abort();
  }, [within, pastes]);

  return (
    <span ref={place} hidden>
      {host &&
        isOver &&
        createPortal(
          <div className={classes['over']} data-drop-target>
            <span>
              <IconPaperclip size={16} stroke={1.6} aria-hidden />
              {refusal ?? label}
            </span>
          </div>,
          host,
        )}
    </span>
  );
};
