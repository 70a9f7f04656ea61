import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { PathInput } from '#renderer/ui/path-input.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MAX_FILE_BYTES } from '#shared/attachments/limits.ts';
import { MAX_PATH } from '#shared/documents/limits.ts';

interface PathFieldProps {
  readonly path: string;
  readonly keep: boolean;
  readonly canChoose: boolean;
  readonly tried: boolean;
  readonly onPath: (path: string) => void;
  readonly onKeep: (keep: boolean) => void;
}

/** A file of this laptop that is only watched, and whether its bytes are kept as well. */
export const PathField = ({ path, keep, canChoose, tried, onPath, onKeep }: PathFieldProps) => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const format = useFormat();
  const choose = async () => {
    const chosen = await client.call('documents.choosePath', {});
    return chosen.ok ? chosen.value : null;
  };
  return (
    <>
      <Field
        label={t('field.path')}
        hint={t('pathHint')}
        error={tried && path.trim() === '' ? t('pathNeeded') : undefined}
      >
        {(control) => (
          <PathInput
            control={control}
            value={path}
            longest={MAX_PATH}
            chooseLabel={t('choosePath')}
            choose={canChoose ? choose : undefined}
            onChange={onPath}
          />
        )}
      </Field>
      <Checkbox
        size="xs"
        label={t('keepCopy', { limit: format.bytes(MAX_FILE_BYTES) })}
        checked={keep}
        onChange={(event) => onKeep(event.currentTarget.checked)}
      />
    </>
  );
};
