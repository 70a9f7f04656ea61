import { useEffect, useState } from 'react';
import { Autocomplete, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import {
  requirementScopes,
  requirementStrengths,
  skillLevels,
  type Requirement,
} from '#shared/qualifications/qualification.ts';

interface RequirementDialogProps {
  readonly before: Requirement | null;
  /** Names of qualifications that somebody has. */
  readonly known: readonly string[];
  readonly onClose: () => void;
}

const ANY = 'any';

/** What tickets of a category, or of a group, ask of whoever gets them. */
export const RequirementDialog = ({ before, known, onClose }: RequirementDialogProps) => {
  const { t } = useTranslation('qualifications');
  const client = useClient();
  const failureText = useFailureText();
  const [scope, setScope] = useState(before?.scope ?? 'category');
  const [of, setOf] = useState(before?.of ?? '');
  const [name, setName] = useState(before?.name ?? '');
  const [level, setLevel] = useState(String(before?.level ?? ANY));
  const [strength, setStrength] = useState(before?.strength ?? 'required');
  const [used, setUsed] = useState<{ readonly category: readonly string[]; readonly group: readonly string[] }>();
  useEffect(() => {
    let current = true;
    void client.call('queue.facets', {}).then((answer) => {
      if (current && answer.ok) setUsed({ category: answer.value.categories, group: answer.value.groups });
    });
    return () => {
      current = false;
    };
  }, [client]);
  const isComplete = of.trim() !== '' && name.trim() !== '';
  const { tried, pending, failure, submit } = useSubmit(isComplete, async () => {
    const answer = await client.call('qualifications.saveRequirement', {
      id: before?.id ?? null,
      seen: before?.revision ?? null,
      content: {
        scope,
        of: of.trim(),
        name: name.trim(),
        level: skillLevels.find((each) => String(each) === level) ?? null,
        strength,
      },
    });
    if (answer.ok) onClose();
    return answer.ok ? undefined : answer.failure;
  });
  const remove = async () => {
    if (!before) return;
    const { id, revision, scope: was, of: ofWas, name: removed, level: levelWas, strength: strengthWas } = before;
    const answer = await client.call('qualifications.removeRequirement', { id, seen: revision });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    onClose();
    const content = { scope: was, of: ofWas, name: removed, level: levelWas, strength: strengthWas };
    announce({
      tone: 'done',
      text: t('removed', { name: removed }),
      action: {
        label: t('undo'),
        run: () => void client.call('qualifications.saveRequirement', { id: null, seen: null, content }),
      },
    });
  };
  return (
    <FormDialog
      name="qualifications.require"
      title={before ? t('edit', { name: before.name }) : t('addRequirement')}
      submitLabel={t('save')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choices
        legend={t('field.scope')}
        options={requirementScopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
        value={scope}
        autoFocus
        onChange={setScope}
      />
      <Field label={t('field.of')} error={tried && of.trim() === '' ? t('ofNeeded') : undefined}>
        {(control) => (
          <Autocomplete
            {...control}
            data={[...(used?.[scope] ?? [])]}
            limit={20}
            maxLength={200}
            value={of}
            onChange={setOf}
          />
        )}
      </Field>
      <Field label={t('field.name')} error={tried && name.trim() === '' ? t('nameNeeded') : undefined}>
        {(control) => (
          <Autocomplete
            {...control}
            data={[...new Set(known)]}
            limit={20}
            maxLength={200}
            value={name}
            onChange={setName}
          />
        )}
      </Field>
      <Field label={t('field.level')}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('field.level')}
            placeholder={t('anyLevel')}
            options={[
              { value: ANY, label: t('anyLevel') },
              ...skillLevels.map((each) => ({
                value: String(each),
                label: t('atLeast', { level: t(`level.${each}`) }),
              })),
            ]}
            value={level}
            onChange={(value) => value !== null && setLevel(value)}
          />
        )}
      </Field>
      <Choices
        single
        legend={t('field.strength')}
        options={requirementStrengths.map((value) => ({
          value,
          label: t(`strength.${value}`),
          hint: t(value === 'required' ? 'strengthHintRequired' : 'strengthHintAdvised'),
        }))}
        value={strength}
        onChange={setStrength}
      />
      {before && (
        <div>
          <Button size="xs" variant="subtle" color="gray" onClick={() => void remove()}>
            {t('remove')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
};
