import { useMemo, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useFollow } from './use-follow.ts';
import classes from './tools.module.css';

const LINE = 18;

/** What a tool wrote, line by line: only the lines in sight are in the document, however many there are. */
export const RunText = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const region = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n'), [text]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => region.current,
    estimateSize: () => LINE,
    overscan: 20,
  });
  // After it: it begins at the top.
  useFollow(region);
  return (
    <ScrollRegion ref={region} className={classes['output']} label={label}>
      <div className={classes['lines']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            ref={virtualizer.measureElement}
            data-index={index}
            className={classes['line']}
            style={{ transform: `translateY(${start}px)` }}
          >
            {lines[index]}
          </div>
        ))}
      </div>
    </ScrollRegion>
  );
};
