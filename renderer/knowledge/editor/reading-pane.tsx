import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { headingsInField, headingsInText, placeBeside } from './follow-scroll.ts';
import classes from './editor.module.css';

interface ReadingPaneProps {
  readonly name: ReactNode;
  readonly label: string;
  /** The text field whose place it follows. */
  readonly beside: RefObject<HTMLTextAreaElement | null>;
  readonly children: ReactNode;
}

/** What is read beside the text that is being written: it stays at the same heading as that is scrolled. */
export const ReadingPane = ({ name, label, beside, children }: ReadingPaneProps) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = beside.current;
    if (!field) return undefined;
    let frame = 0;
    const follow = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const text = box.current;
        if (!text) return;
        const isEnd = field.scrollTop + field.clientHeight >= field.scrollHeight - 2 && field.scrollTop > 0;
        text.scrollTop = isEnd
          ? text.scrollHeight
          : placeBeside(headingsInField(field), headingsInText(text), field.scrollTop);
      });
    };
    field.addEventListener('scroll', follow, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      field.removeEventListener('scroll', follow);
    };
  }, [beside]);
  return (
    <div className={classes['pane']}>
      <div className={classes['paneHead']}>{name}</div>
      <ScrollRegion ref={box} className={classes['paneScroll']} label={label}>
        {children}
      </ScrollRegion>
    </div>
  );
};
