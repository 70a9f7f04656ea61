import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Subject } from '#shared/checks/check.ts';
import type { CheckList } from '#shared/checks/operations.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { inLanguage } from '#shared/services/service.ts';

const placesChanged = ({ name }: Notice): boolean => name === 'directory.changed';
const NONE = '';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface SubjectFieldsProps {
  readonly subject: Subject;
  readonly names: CheckList['names'];
  readonly onChange: (subject: Subject) => void;
}

/** The site or the asset that a check looks after. */
export const SubjectFields = ({ subject, names, onChange }: SubjectFieldsProps) => {
  const { t } = useTranslation('checks');
  const client = useClient();
  const { language } = useFormat();
  const { value: places } = useQuery('directory.places', {}, placesChanged);
  const [assets, setAssets] = useState<readonly Option[]>([]);
  /** What is chosen stays among the choices, also where it is not offered any more. */
  const withChosen = (id: string | null, options: readonly Option[]): readonly Option[] => {
    const name = id === null ? undefined : names[id];
    return id === null || !name || options.some(({ value }) => value === id)
      ? options
      : [{ value: id, label: inLanguage(name, language) }, ...options];
  };
  const findAssets = async (text: string) => {
    if (text.trim() === '') return;
    const found = await client.call('assets.find', { text, count: 20 });
    if (found.ok) setAssets(found.value.map(({ id, name }) => ({ value: id, label: name })));
  };
  const choice = (
    label: string,
    id: string | null,
    options: readonly Option[],
    choose: (id: string | null) => void,
    onType?: (text: string) => void,
  ) => (
    <Field label={label} optional>
      {(control) => (
        <SearchSelect
          control={control}
          label={label}
          placeholder={t('none')}
          options={[{ value: NONE, label: t('none') }, ...withChosen(id, options)]}
          value={id ?? NONE}
          onChange={(picked) => choose(picked === NONE ? null : picked)}
          onType={onType}
        />
      )}
    </Field>
  );
  const sites = places?.sites.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <>
      {choice(t('field.site'), subject.siteId, sites, (siteId) => onChange({ ...subject, siteId }))}
      {choice(
        t('field.asset'),
        subject.assetId,
        assets,
        (assetId) => onChange({ ...subject, assetId }),
        (text) => void findAssets(text),
      )}
    </>
  );
};
