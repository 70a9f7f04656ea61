import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { diagnosticKinds, dnsRecords, type DiagnosticKind } from '#shared/checks/diagnostic.ts';
import { fieldsOf, isDnsRecord, type DiagnosticDraft, type DraftField, type ReadDraft } from './diagnostic-draft.ts';
import classes from './checks.module.css';

const hints = {
  server: 'serverHint',
  host: 'hostHint',
  certificateName: 'certificateNameHint',
  url: 'urlHint',
  path: 'pathHint',
  servers: 'serversHint',
  ports: 'portsHint',
  service: 'serviceHint',
} as const;
const optional: ReadonlySet<DraftField> = new Set(['server', 'certificateName', 'ports']);

const isKind = (text: string): text is DiagnosticKind => diagnosticKinds.some((each) => each === text);

interface DiagnosticFieldsProps {
  readonly draft: DiagnosticDraft;
  readonly read: ReadDraft;
  readonly tried: boolean;
  readonly onChange: (change: Partial<DiagnosticDraft>) => void;
}

/** What to look at, and what that needs to be told. */
export const DiagnosticFields = ({ draft, read, tried, onChange }: DiagnosticFieldsProps) => {
  const { t } = useTranslation('checks');
  const hintOf = (field: DraftField): string | undefined =>
    field in hints ? t(hints[field as keyof typeof hints]) : undefined;
  const errorOf = (field: DraftField): string | undefined => {
    if (!tried || !read.wrong.has(field)) return undefined;
    if (field === 'port') return t('wrongPort');
    if (field === 'count') return t('wrongCount');
    if (draft[field].trim() === '') return t('needed');
    const hint = hintOf(field);
    return hint === undefined ? t('wrongPlain') : t('wrong', { hint });
  };
  return (
    <>
      <Field label={t('field.kind')}>
        {({ error: _error, ...control }) => (
          <NativeSelect
            {...control}
            data-autofocus
            value={draft.kind}
            data={diagnosticKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            onChange={({ currentTarget: { value } }) => {
              if (isKind(value)) onChange({ kind: value });
            }}
          />
        )}
      </Field>
      {fieldsOf[draft.kind].length > 0 && (
        <div className={classes['pair']}>
          {fieldsOf[draft.kind].map((field) => (
            <Field
              key={field}
              label={t(`field.${field}`)}
              hint={hintOf(field)}
              error={errorOf(field)}
              optional={optional.has(field)}
            >
              {(control) =>
                field === 'record' ? (
                  <NativeSelect
                    id={control.id}
                    value={draft.record}
                    data={[...dnsRecords]}
                    onChange={({ currentTarget: { value } }) => {
                      if (isDnsRecord(value)) onChange({ record: value });
                    }}
                  />
                ) : (
                  <TextInput
                    {...control}
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={2_000}
                    value={draft[field]}
                    onChange={({ currentTarget: { value } }) => onChange({ [field]: value })}
                  />
                )
              }
            </Field>
          ))}
        </div>
      )}
    </>
  );
};
