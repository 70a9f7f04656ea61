import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hasPort, originsOf, targetOrigins } from '#shared/alerts/rule-diagnostic.ts';
import { diagnosticKinds } from '#shared/checks/diagnostic.ts';
import type { RuleEdit, RuleField } from './rule-edit.ts';
import classes from './alerts.module.css';

interface RuleDiagnosticFieldsProps {
  readonly texts: RuleEdit['texts'];
  readonly errorOf: (field: RuleField) => string | undefined;
  readonly onChange: (change: Partial<RuleEdit['texts']>) => void;
}

/** What is looked at when the rule fires, and where the name of it is from. */
export const RuleDiagnosticFields = ({ texts, errorOf, onChange }: RuleDiagnosticFieldsProps) => {
  const { t } = useTranslation('alerts');
  const { t: checks } = useTranslation('checks');
  const kind = diagnosticKinds.find((each) => each === texts.diagnostic);
  const from = targetOrigins.find((each) => each === texts.targetFrom);
  const choose = (chosen: string) => {
    const next = diagnosticKinds.find((each) => each === chosen);
    const origins = next ? originsOf[next] : [];
    onChange({
      diagnostic: chosen,
      targetFrom: origins.find((each) => each === texts.targetFrom) ?? origins[0] ?? '',
    });
  };
  return (
    <>
      <NativeSelect
        label={t('lookAt')}
        description={t('lookAtHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={texts.diagnostic}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('lookAt.none') },
          ...diagnosticKinds.map((value) => ({ value, label: checks(`kind.${value}`) })),
        ]}
      />
      {kind && from !== 'none' && (
        <div className={classes['pair']}>
          <NativeSelect
            label={t('targetFrom')}
            value={texts.targetFrom}
            onChange={(event) => onChange({ targetFrom: event.currentTarget.value })}
            data={originsOf[kind].map((value) => ({ value, label: t(`target.${value}`) }))}
          />
          {hasPort(kind) && (
            <TextInput
              label={checks('field.port')}
              value={texts.port}
              inputMode="numeric"
              error={errorOf('port')}
              onChange={(event) => onChange({ port: event.currentTarget.value })}
            />
          )}
          {from === 'given' && (
            <TextInput
              label={t('target')}
              value={texts.target}
              spellCheck={false}
              error={errorOf('target')}
              onChange={(event) => onChange({ target: event.currentTarget.value })}
            />
          )}
        </div>
      )}
    </>
  );
};
