import { useId } from 'react';
import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { MAX_PART_TEXT, paperLanguages } from '#shared/report/choices.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ReportFields } from './form-fields.ts';
import { PartsField } from './parts-field.tsx';
import classes from './report.module.css';

interface ReportFormProps {
  readonly begin: OutputOf<'report.begin'>;
  readonly fields: ReportFields;
  readonly wasTried: boolean;
  /** The issued report that is looked at. */
  readonly shownId: string | null;
  readonly onChange: (change: Partial<ReportFields>) => void;
  readonly onShow: (reportId: string | null) => void;
}

/** What a technician decides about a report, and the reports that were issued. */
export const ReportForm = ({ begin, fields, wasTried, shownId, onChange, onShow }: ReportFormProps) => {
  const { t } = useTranslation('report');
  const format = useFormat();
  const now = useNow();
  const notesId = useId();
  const { notes, issued } = begin;
  const isNameMissing = wasTried && fields.technician.trim() === '';
  const tick = (id: string, isOn: boolean) =>
    onChange({ noteIds: isOn ? [...fields.noteIds, id] : fields.noteIds.filter((each) => each !== id) });
  return (
    <div className={classes['form']}>
      <div className={classes['group']} role="group" aria-label={t('language')}>
        <span className={classes['label']}>{t('language')}</span>
        <SegmentedControl
          aria-label={t('language')}
          value={fields.language}
          onChange={(value) => {
            const language = paperLanguages.find((each) => each === value);
            if (language) onChange({ language });
          }}
          data={paperLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
      </div>
      <Field label={t('site')} optional>
        {(control) => (
          <TextInput
            {...control}
            // The form comes after the dialog, which has given its focus away by then.
            autoFocus
            placeholder={t('siteHint')}
            maxLength={MAX_PART_TEXT}
            value={fields.site}
            onChange={(event) => onChange({ site: event.currentTarget.value })}
          />
        )}
      </Field>
      <PartsField parts={fields.parts} wasTried={wasTried} onChange={(parts) => onChange({ parts })} />
      <fieldset className={classes['group']} aria-describedby={notesId}>
        <legend>{t('notes')}</legend>
        <p id={notesId} className="small muted">
          {notes.length === 0 ? t('noNotes') : t('notesHint')}
        </p>
        {notes.map(({ id, at, by, text }) => (
          <Checkbox
            key={id}
            size="xs"
            className={classes['note'] ?? ''}
            checked={fields.noteIds.includes(id)}
            onChange={(event) => tick(id, event.currentTarget.checked)}
            label={
              <>
                <span className={classes['noteText']} lang={langOf(text)} title={text}>
                  {text}
                </span>
                <span className="small muted">
                  {by}, {format.moment(at, now)}
                </span>
              </>
            }
          />
        ))}
      </fieldset>
      <Field label={t('technician')} error={isNameMissing ? t('technicianMissing') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={MAX_PART_TEXT}
            value={fields.technician}
            onChange={(event) => onChange({ technician: event.currentTarget.value })}
          />
        )}
      </Field>
      {issued.length > 0 && (
        <fieldset className={classes['group']}>
          <legend>{t('issued')}</legend>
          {issued.toReversed().map(({ id, version, at, by }) => (
            <div key={id} className={classes['issued']}>
              <span className="num">{t('issuedLine', { version, at: format.moment(at, now), by })}</span>
              <Button size="xs" aria-pressed={shownId === id} onClick={() => onShow(shownId === id ? null : id)}>
                {shownId === id ? t('showNew') : t('show', { version })}
              </Button>
            </div>
          ))}
        </fieldset>
      )}
    </div>
  );
};
