import { useState, type KeyboardEvent } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MAX_PART_TEXT, MAX_PARTS } from '#shared/report/choices.ts';
import { problemOf, type PartLine } from './form-fields.ts';
import classes from './report.module.css';

interface PartsFieldProps {
  readonly parts: readonly PartLine[];
  /** Somebody tried to print: lines that lack something say so. */
  readonly wasTried: boolean;
  readonly onChange: (parts: readonly PartLine[]) => void;
}

/** Parts, a line each. Enter in the last line adds another. */
export const PartsField = ({ parts, wasTried, onChange }: PartsFieldProps) => {
  const { t } = useTranslation('report');
  const [addedKey, setAddedKey] = useState<number>();
  const add = () => {
    if (parts.length >= MAX_PARTS) return;
    const key = Math.max(-1, ...parts.map((part) => part.key)) + 1;
    onChange([...parts, { key, name: '', number: '', quantity: '1' }]);
    setAddedKey(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey && !event.metaKey) add();
  };
  const edit = (key: number, change: Partial<PartLine>) =>
    onChange(parts.map((part) => (part.key === key ? { ...part, ...change } : part)));

  return (
    <fieldset className={classes['group']}>
      <legend>{t('parts')}</legend>
      <div>
        {parts.map((part, place) => {
          const problem = wasTried ? problemOf(part) : undefined;
          const ending = place === parts.length - 1 ? { onKeyDown } : {};
          return (
            <div key={part.key} className={classes['partLine']} data-part>
              <TextInput
                {...ending}
                autoFocus={part.key === addedKey}
                aria-label={t('part')}
                placeholder={t('part')}
                maxLength={MAX_PART_TEXT}
                value={part.name}
                aria-invalid={problem === 'name'}
                error={problem === 'name' && t('partNameMissing')}
                onChange={(event) => edit(part.key, { name: event.currentTarget.value })}
              />
              <TextInput
                {...ending}
                aria-label={t('number')}
                placeholder={t('number')}
                maxLength={MAX_PART_TEXT}
                value={part.number}
                onChange={(event) => edit(part.key, { number: event.currentTarget.value })}
              />
              <TextInput
                {...ending}
                className="num"
                aria-label={t('quantity')}
                inputMode="decimal"
                maxLength={9}
                value={part.quantity}
                aria-invalid={problem === 'quantity'}
                error={problem === 'quantity' && t('quantityWrong')}
                onChange={(event) => edit(part.key, { quantity: event.currentTarget.value })}
              />
              <ActionIcon
                size={28}
                aria-label={part.name.trim() === '' ? t('removeEmptyPart') : t('removePart', { name: part.name })}
                onClick={() => onChange(parts.filter(({ key }) => key !== part.key))}
              >
                <IconX size={14} stroke={1.6} aria-hidden />
              </ActionIcon>
            </div>
          );
        })}
      </div>
      <Button size="xs" leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />} onClick={add}>
        {t('addPart')}
      </Button>
    </fieldset>
  );
};
