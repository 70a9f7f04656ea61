import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import type { FieldControl } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import type { AssetRow } from '#shared/assets/row.ts';

interface AssetPickerProps {
  readonly control: FieldControl;
  readonly label: string;
  /** The asset chosen now; empty for none. */
  readonly value: string;
  /** Not offered: the asset itself. */
  readonly except: string | null;
  readonly onChange: (ciId: string) => void;
}

const OFFERED = 50;

/** One asset out of all, found by name, tag or serial. */
export const AssetPicker = ({ control, label, value, except, onChange }: AssetPickerProps) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly AssetRow[]>([]);
  const [chosen, setChosen] = useState<AssetRow>();
  useEffect(() => {
    if (value === '') return;
    void client.call('assets.get', { ciId: value }).then((answer) => {
      if (!answer.ok) return;
      const { item } = answer.value;
      setChosen({ ...item, ownerId: null, owner: null, siteId: null, site: null, updatedAt: 0 });
    });
  }, [client, value]);
  useEffect(() => {
    let current = true;
    void client.call('assets.find', { text, count: OFFERED }).then((answer) => {
      if (current && answer.ok) setFound(answer.value);
    });
    return () => {
      current = false;
    };
  }, [client, text]);
  const listed = chosen && chosen.id === value && !found.some(({ id }) => id === value) ? [chosen, ...found] : found;
  const labelOf = ({ name, assetTag, serial, number }: AssetRow): string =>
    [name, assetTag, serial, assetTag === '' && serial === '' ? number : ''].filter((part) => part !== '').join(' · ');
  return (
    <SearchSelect
      control={control}
      label={label}
      placeholder={t('pickAsset')}
      options={[
        ...(value === '' ? [] : [{ value: '', label: t('noParent') }]),
        ...listed.filter(({ id }) => id !== except).map((row) => ({ value: row.id, label: labelOf(row) })),
      ]}
      value={value === '' ? null : value}
      onType={setText}
      onChange={(ciId) => onChange(ciId ?? '')}
    />
  );
};
