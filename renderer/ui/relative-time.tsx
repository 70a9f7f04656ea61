import type { Moment } from './format.ts';
import { useFormat } from './use-format.ts';
import { useNow } from './use-now.ts';

/** `12 s ago`, kept current; the exact instant stands in the tooltip. */
export const RelativeTime = ({ at }: { readonly at: Moment }) => {
  const format = useFormat();
  const now = useNow('seconds');
  return (
    <time dateTime={new Date(at).toISOString()} title={format.exact(at)} className="num">
      {format.ago(at, now)}
    </time>
  );
};
