import type { ReactNode } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { copyText } from '#renderer/ui/copy-text.ts';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { Property } from '#renderer/ui/property.tsx';
import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from '#renderer/ui/record-panel.module.css';
import own from './assets.module.css';

/** A value from a label with the button that copies it. */
const Label = ({ value, name }: { readonly value: string; readonly name: string }) => {
  const { t } = useTranslation('assets');
  const { t: ui } = useTranslation('ui');
  if (value === '') return <span className="muted">{t('none')}</span>;
  return (
    <span className={classes['plain']}>
      <span className={`${own['code']} ${own['whole']}`}>{value}</span>
      <Tooltip label={t('copy', { field: name })}>
        <ActionIcon
          size={20}
          aria-label={t('copy', { field: name })}
          onClick={() => void copyText(value, { done: t('copied', { value }), failed: ui('copyFailed') })}
        >
          <IconCopy size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  );
};

export const AssetProperties = ({ item }: { readonly item: ConfigurationItem }) => {
  const { t } = useTranslation('assets');
  const words = useAssetWords();
  const warranty = words.warranty(item.warrantyUntil);
  const text = (value: string | null): ReactNode =>
    value === null || value === '' ? (
      <span className="muted">{t('none')}</span>
    ) : (
      <span className={`${classes['plain']} ${own['whole']}`}>{value}</span>
    );
  return (
    <dl className={classes['properties']}>
      <Property name={t('field.serial')} wide>
        <Label value={item.serial} name={t('field.serial')} />
      </Property>
      <Property name={t('field.assetTag')} wide>
        <Label value={item.assetTag} name={t('field.assetTag')} />
      </Property>
      <Property name={t('field.model')} wide>
        {text(`${item.manufacturer} ${item.model}`.trim())}
      </Property>
      <Property name={t('field.owner')} wide>
        {item.owner ? (
          <span className={classes['plain']}>
            <Avatar name={item.owner.name} />
            {item.owner.name}
          </span>
        ) : (
          text(null)
        )}
      </Property>
      <Property name={t('field.site')} wide>
        {text(item.site?.name ?? null)}
      </Property>
      <Property name={t('field.warrantyUntil')} wide>
        {warranty ? (
          <span className={classes['plain']}>
            {warranty.state === 'soon' && <RiskGlyph />}
            {warranty.text}
          </span>
        ) : (
          text(null)
        )}
      </Property>
      <Property name={t('field.purchasedOn')}>
        <span className="num">{text(item.purchasedOn)}</span>
      </Property>
      <Property name={t('field.supplier')}>{text(item.supplier)}</Property>
      {item.attributes.map(({ key, value }) => (
        <Property key={key} name={key} wide>
          {text(value)}
        </Property>
      ))}
    </dl>
  );
};
