import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useTemplateLanguage, type TemplateOf } from './use-templates.ts';

/** Stands for no template in the list. */
const NONE = 'none';

interface TemplateFieldProps {
  readonly templates: readonly TemplateOf<'ticket'>[];
  readonly chosen: string;
  readonly onChoose: (template: TemplateOf<'ticket'> | undefined) => void;
}

/** Which form a new ticket begins with. */
export const TemplateField = ({ templates, chosen, onChoose }: TemplateFieldProps) => {
  const { t } = useTranslation('templates');
  const language = useTemplateLanguage();
  const options = [
    { value: NONE, label: t('noTemplate') },
    ...templates.map(({ id, content }) => ({
      value: id,
      label: content.language === language ? content.name : `${content.name} (${t(`language.${content.language}`)})`,
    })),
  ];
  return (
    <Field label={t('template')} optional>
      {(control) => (
        <SearchSelect
          control={control}
          label={t('template')}
          placeholder={t('noTemplate')}
          options={options}
          value={templates.some(({ id }) => id === chosen) ? chosen : NONE}
          onChange={(id) => onChoose(templates.find((template) => template.id === id))}
        />
      )}
    </Field>
  );
};
