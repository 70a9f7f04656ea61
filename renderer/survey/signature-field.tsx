import { useId } from 'react';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconEraser } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { MAX_NAME } from '#shared/survey/answer.ts';
import type { AnswerFields } from './answer-fields.ts';
import { isFull, SignaturePad } from './signature-pad.tsx';
import classes from './hand-over.module.css';
import padClasses from './signature.module.css';

interface SignatureFieldProps {
  readonly t: TFunction<'handOver'>;
  readonly fields: Pick<AnswerFields, 'way' | 'strokes' | 'typed'>;
  readonly onChange: (change: Partial<AnswerFields>) => void;
}

/** Drawn, or typed by who cannot or would rather not draw. Both are kept while it is not sent, so that trying one loses nothing of the other. */
export const SignatureField = ({ t, fields, onChange }: SignatureFieldProps) => {
  const id = useId();
  const { way, strokes, typed } = fields;
  return (
    <section aria-labelledby={id}>
      <div className={classes['signatureHead']}>
        <span id={id} className={classes['label']}>
          {t('signature')}
          <span>{t('optional')}</span>
        </span>
        <SegmentedControl
          className={classes['switch'] ?? ''}
          aria-label={t('signature')}
          value={way}
          onChange={(next) => onChange({ way: next === 'typed' ? 'typed' : 'drawn' })}
          data={[
            { value: 'drawn', label: t('draw') },
            { value: 'typed', label: t('type') },
          ]}
        />
      </div>
      {way === 'drawn' ? (
        <>
          <SignaturePad
            label={strokes.length === 0 ? t('padEmpty') : t('pad', { count: strokes.length })}
            prompt={t('signHere')}
            strokes={strokes}
            onChange={(drawn) => onChange({ strokes: drawn })}
          />
          <div className={padClasses['tools']}>
            <Button
              size="lg"
              disabled={strokes.length === 0}
              leftSection={<IconArrowBackUp size={16} stroke={1.6} aria-hidden />}
              onClick={() => onChange({ strokes: strokes.slice(0, -1) })}
            >
              {t('undo')}
            </Button>
            <Button
              size="lg"
              disabled={strokes.length === 0}
              leftSection={<IconEraser size={16} stroke={1.6} aria-hidden />}
              onClick={() => onChange({ strokes: [] })}
            >
              {t('clear')}
            </Button>
            {isFull(strokes) && (
              <span className={padClasses['full']} role="status">
                {t('padFull')}
              </span>
            )}
          </div>
        </>
      ) : (
        <>
          <TextInput
            size="lg"
            aria-label={t('typedName')}
            aria-describedby={`${id}-hint`}
            placeholder={t('typedName')}
            autoComplete="off"
            maxLength={MAX_NAME}
            value={typed}
            onChange={(event) => onChange({ typed: event.currentTarget.value })}
          />
          <p className={classes['hint']} id={`${id}-hint`}>
            {t('typedHint')}
          </p>
        </>
      )}
    </section>
  );
};
