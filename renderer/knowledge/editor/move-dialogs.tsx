import { useState } from 'react';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { dayIn, dayText } from '#renderer/ui/date-time-text.ts';
import { DayField } from '#renderer/ui/day-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { articleKinds, type Article } from '#shared/knowledge/article.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { ArticleMoves } from './use-article-moves.ts';
import dialogs from '#renderer/ui/dialogs.module.css';

interface DialogProps {
  readonly article: Article;
  readonly moves: ArticleMoves;
}

const MAX_REASON = 2_000;

const ReasonDialog = ({ article, moves, action }: DialogProps & { readonly action: 'sendBack' | 'retire' }) => {
  const { t } = useTranslation('knowledgeEditor');
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const number = shortNumber(article.number);
  const isMissing = reason.trim() === '';
  return (
    <FormDialog
      name={`article.${action}.submit`}
      title={t(`${action}Title`, { number })}
      submitLabel={t(`action.${action}`)}
      missing={undefined}
      failure={moves.failure}
      pending={moves.isPending}
      onSubmit={() => {
        setTried(true);
        if (!isMissing) void moves.carryOut({ action, reason });
      }}
      onClose={moves.close}
    >
      <Field label={t(`${action}Reason`)} error={hasTried && isMissing ? t('reasonNeeded') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            data-autofocus
            autosize
            minRows={3}
            maxRows={10}
            maxLength={MAX_REASON}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};

/** The same day of the month so many months on; the last one where that month is shorter. */
const inMonths = (now: Date, months: number): string => {
  const day = new Date(now.getFullYear(), now.getMonth() + months, 1);
  const last = new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate();
  day.setDate(Math.min(now.getDate(), last));
  return dayText(day);
};

const ValidUntil = ({ value, onChange }: { readonly value: string; readonly onChange: (day: string) => void }) => {
  const { t } = useTranslation('knowledgeEditor');
  const now = new Date(useNow());
  return (
    <div>
      <Field label={t('newDay')} optional>
        {(control) => <DayField control={control} value={value} onChange={onChange} />}
      </Field>
      <div className={dialogs['quick']}>
        {[3, 6, 12].map((months) => (
          <Button key={months} size="xs" onClick={() => onChange(inMonths(now, months))}>
            {t('inMonths', { count: months })}
          </Button>
        ))}
        <Button size="xs" onClick={() => onChange('')}>
          {t('noEnd')}
        </Button>
      </div>
    </div>
  );
};

const HoldsDialog = ({ article, moves }: DialogProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const now = new Date(useNow());
  const [day, setDay] = useState(() => inMonths(now, 6));
  return (
    <FormDialog
      name="article.confirm.submit"
      title={t('confirmTitle', { number: shortNumber(article.number) })}
      submitLabel={t('action.confirm')}
      missing={undefined}
      failure={moves.failure}
      pending={moves.isPending}
      onSubmit={() => {
        const validUntil = dayIn(day);
        if (validUntil !== undefined) void moves.carryOut({ action: 'confirm', validUntil });
      }}
      onClose={moves.close}
    >
      <p>{t('confirmText')}</p>
      <ValidUntil value={day} onChange={setDay} />
    </FormDialog>
  );
};

const DescribeDialog = ({ article, moves }: DialogProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const people = useColleagues();
  const [kind, setKind] = useState(article.kind);
  const [owner, setOwner] = useState(article.owner);
  const [day, setDay] = useState(article.validUntil ?? '');
  const owners = people.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const isKnown = owners.some(({ value }) => value === owner.id);
  return (
    <FormDialog
      name="article.describe.submit"
      title={t('describeTitle', { number: shortNumber(article.number) })}
      submitLabel={t('saveDetails')}
      missing={undefined}
      failure={moves.failure}
      pending={moves.isPending}
      onSubmit={() => {
        const validUntil = dayIn(day);
        if (validUntil !== undefined) void moves.carryOut({ action: 'describe', kind, owner, validUntil });
      }}
      onClose={moves.close}
    >
      <Field label={t('kind')}>
        {(control) => (
          <NativeSelect
            {...control}
            data-autofocus
            value={kind}
            data={articleKinds.map((value) => ({ value, label: knowledge(`kind.${value}`) }))}
            onChange={(event) => setKind(articleKinds.find((each) => each === event.currentTarget.value) ?? kind)}
          />
        )}
      </Field>
      <Field label={t('owner')}>
        {(control) => (
          <NativeSelect
            {...control}
            value={owner.id ?? ''}
            data={isKnown ? owners : [{ value: owner.id ?? '', label: owner.name }, ...owners]}
            onChange={(event) => {
              const person = people.find(({ id }) => id === event.currentTarget.value);
              if (person) setOwner({ id: person.id, name: person.displayName });
            }}
          />
        )}
      </Field>
      <ValidUntil value={day} onChange={setDay} />
    </FormDialog>
  );
};

const AskDialog = ({ article, moves, action }: DialogProps & { readonly action: 'publish' | 'discard' }) => {
  const { t } = useTranslation('knowledgeEditor');
  const number = shortNumber(article.number);
  const discards = article.published === null ? t('discardFirstText') : t('discardText');
  return (
    <ConfirmDialog
      opened
      title={action === 'publish' ? `${t('action.publish')}: ${number}` : t('discardTitle', { number })}
      confirm={t(`action.${action}`)}
      danger={action === 'discard'}
      pending={moves.isPending}
      onConfirm={() => void moves.carryOut({ action })}
      onClose={moves.close}
    >
      {action === 'publish' ? t('publishText') : discards}
      {moves.failure && <FailureBanner failure={moves.failure} />}
    </ConfirmDialog>
  );
};

/** What a move asks for before it is made. */
export const MoveDialogs = ({ article, moves }: DialogProps) => {
  switch (moves.asking) {
    case 'sendBack':
    case 'retire':
      return <ReasonDialog article={article} moves={moves} action={moves.asking} />;
    case 'confirm':
      return <HoldsDialog article={article} moves={moves} />;
    case 'describe':
      return <DescribeDialog article={article} moves={moves} />;
    case 'publish':
    case 'discard':
      return <AskDialog article={article} moves={moves} action={moves.asking} />;
    default:
      return null;
  }
};
