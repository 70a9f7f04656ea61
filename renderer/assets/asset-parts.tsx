import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import type { AssetDetail } from '#shared/assets/operations.ts';
import { AssetLine } from './asset-line.tsx';
import classes from './assets.module.css';

/** Where the asset stands among its parts: the whole, what lies between, itself, and everything below. */
export const AssetParts = ({ detail: { item, above, parts } }: { readonly detail: AssetDetail }) => {
  const { t } = useTranslation('assets');
  if (above.length === 0 && parts.length === 0) return null;
  return (
    <PanelSection title={t('parts')} meta={parts.length > 0 ? parts.length : undefined}>
      <ul>
        {above.map((row, depth) => (
          <AssetLine key={row.id} row={row} depth={depth} />
        ))}
        <li className={classes['line']} style={{ paddingLeft: above.length * 16 }} aria-current="true">
          <b className={classes['cut']}>{item.name}</b>
        </li>
        {parts.map((part) => (
          <AssetLine key={part.id} row={part} depth={above.length + part.depth} />
        ))}
      </ul>
    </PanelSection>
  );
};
