import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '#shared/base/result.ts';
import { gapIn } from '#shared/templates/variables.ts';
import { missingFields, type RequiredField, type TransitionRequest } from '#shared/tickets/transition.ts';
import type { ActionTarget } from './action-store.ts';
import type { ActionInput } from './perform.ts';
import { useTicketActions } from './use-ticket-actions.ts';

interface DialogUse {
  /** Fields that are missing, once the person has tried: nothing is red before. */
  readonly lacks: (field: RequiredField) => boolean;
  /** What else the dialog asks has no answer, once the person has tried. */
  readonly isUnanswered: boolean;
  readonly missing: string | undefined;
  /** What a canned reply left open in the text, once the person has tried. */
  readonly gap: string | undefined;
  readonly failure: Failure | undefined;
  readonly pending: boolean;
  readonly submit: () => void;
}

/** What a dialog asks besides the fields of the move. */
interface DialogAsks {
  /** What somebody else will read: with a gap in it nothing is sent. */
  readonly text?: string;
  /** Something has to be said first. */
  readonly lacksAnswer?: boolean;
}

/** What every action dialog does on submitting: asks the rules what is missing, carries the move out, stays open when it is refused. */
export const useDialog = (
  request: TransitionRequest,
  inputOf: () => ActionInput | undefined,
  targets: readonly ActionTarget[],
  onDone: () => void,
  { text = '', lacksAnswer = false }: DialogAsks = {},
): DialogUse => {
  const { t } = useTranslation('tickets');
  const { carryOut } = useTicketActions();
  /** When the person last tried, RFC 3339; a time that was in the future then is judged anew. */
  const [triedAt, setTriedAt] = useState<string>();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const fields = triedAt === undefined ? [] : missingFields(request, triedAt);
  const gap = gapIn(text)?.text;
  const isUnanswered = triedAt !== undefined && lacksAnswer;

  const submit = () => {
    const now = new Date().toISOString();
    setTriedAt(now);
    const isReady = missingFields(request, now).length === 0 && gap === undefined && !lacksAnswer;
    const input = isReady ? inputOf() : undefined;
    if (!input || pending) return;
    setPending(true);
    void carryOut(input, targets).then((refused) => {
      setPending(false);
      setFailure(refused);
      if (!refused) onDone();
    });
  };

  const count = fields.length + Number(isUnanswered);
  const sentence =
    request.action === 'resolve'
      ? t('missingResolve', { count })
      : request.action === 'hold' || request.action === 'changeHold'
        ? t('missingHold', { count })
        : t('missing', { count });
  return {
    lacks: (field) => fields.includes(field),
    isUnanswered,
    missing: count > 0 ? sentence : undefined,
    gap: triedAt === undefined || gap === undefined ? undefined : t('fillGap', { gap }),
    failure,
    pending,
    submit,
  };
};
