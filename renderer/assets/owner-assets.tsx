import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import type { AssetRow } from '#shared/assets/row.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { AssetLine } from './asset-line.tsx';

interface OwnerAssetsProps {
  readonly owner: PersonRef;
  /** What it is called; “Assets” on the page of the person. */
  readonly title?: string | undefined;
  /** Left out: the asset that this is shown on. */
  readonly except?: string | undefined;
}

/** What somebody has. Nothing where they have none, or for who may not see assets. */
export const OwnerAssets = ({ owner: { id, name }, title, except }: OwnerAssetsProps) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const mayRead = useAllowed('assets.read');
  const [rows, setRows] = useState<readonly AssetRow[]>([]);
  useEffect(() => {
    let current = true;
    const load = async () => {
      const answer = await client.call('assets.ofOwner', { id, name });
      if (current && answer.ok) setRows(answer.value);
    };
    if (mayRead) void load();
    const stop = client.onNotice((notice) => {
      if (mayRead && notice.name === 'assets.changed') void load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [client, id, name, mayRead]);
  const shown = rows.filter((row) => row.id !== except);
  if (shown.length === 0) return null;
  return (
    <PanelSection title={title ?? t('assets')} meta={shown.length > 1 ? shown.length : undefined}>
      <ul>
        {shown.map((row) => (
          <AssetLine key={row.id} row={row} />
        ))}
      </ul>
    </PanelSection>
  );
};
