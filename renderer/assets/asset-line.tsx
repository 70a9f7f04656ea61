import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { hrefOf } from '#renderer/ui/route.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from './assets.module.css';

interface AssetLineProps {
  readonly row: AssetRow;
  /** Levels below the whole, for a tree of parts. */
  readonly depth?: number;
  /** What the button that takes it away is called. Absent where it stays. */
  readonly remove?: { readonly label: string; readonly run: () => void } | undefined;
  /** Offered, not tied yet. */
  readonly add?: { readonly label: string; readonly run: () => void } | undefined;
}

/** An asset in a section of another record: name, what is on its label, what it is and where it stands. Leads there. */
export const AssetLine = ({ row, depth = 0, remove, add }: AssetLineProps) => {
  const words = useAssetWords();
  const warranty = words.warranty(row.warrantyUntil);
  return (
    <li className={classes['line']} data-asset-line={row.id} style={{ paddingLeft: depth * 16 }}>
      <a href={hrefOf('assets', row.id)} title={row.name}>
        <span className={classes['cut']}>{row.name}</span>
        <span className={classes['code']}>{row.assetTag || row.serial || shortNumber(row.number)}</span>
      </a>
      <span className={classes['small']}>
        {words.classOf(row.class)} · {words.statusOf(row.status)}
        {warranty && warranty.state !== 'valid' ? ` · ${warranty.text}` : ''}
      </span>
      {add && (
        <Button size="xs" aria-label={`${add.label}: ${row.name}`} onClick={add.run}>
          {add.label}
        </Button>
      )}
      {remove && (
        <Tooltip label={remove.label}>
          <ActionIcon size={20} aria-label={remove.label} onClick={remove.run}>
            <IconX size={14} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
};
