import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PriorityGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import type { PickOption } from '#renderer/ui/option-list.tsx';
import classes from './search-field.module.css';
import { useFormat } from '#renderer/ui/use-format.ts';
import {
  operatorsFor,
  valuesFor,
  writtenName,
  writtenOperator,
  type CompletionPlace,
} from '#shared/search/complete.ts';
import type { OperatorValue } from '#shared/search/operations.ts';
import { isNameOperator, type OperatorName } from '#shared/search/operators.ts';
import { ticketStates, type Priority } from '#shared/tickets/ticket.ts';

/** Names offered at once; more are found by typing on. */
const SHOWN = 8;
/** Operators whose values a desk counts. */
const counted: readonly OperatorName[] = [
  'status',
  'priority',
  'kind',
  'assignee',
  'requester',
  'group',
  'category',
  'tag',
];

type Place = CompletionPlace | undefined;

/** Values in use for the operator at hand, of the last answer until the next is there. */
const useDeskValues = (place: Place): readonly OperatorValue[] => {
  const client = useClient();
  const operator = place?.kind === 'value' && counted.includes(place.operator) ? place.operator : undefined;
  const beginning = operator !== undefined && isNameOperator(operator) ? (place?.typed ?? '') : '';
  const [found, setFound] = useState<{
    readonly operator: OperatorName;
    readonly beginning: string;
    readonly values: readonly OperatorValue[];
  }>();
  useEffect(() => {
    if (operator === undefined) return undefined;
    let isWanted = true;
    void client.call('search.values', { operator, beginning, count: SHOWN }).then((reply) => {
      if (isWanted && reply.ok) setFound({ operator, beginning, values: reply.value });
    });
    return () => {
      isWanted = false;
    };
  }, [client, operator, beginning]);
  return found && found.operator === operator && beginning.startsWith(found.beginning) ? found.values : [];
};

const isPriority = (name: string): name is `${Priority}` => /^[1-4]$/u.test(name);

const glyphOf = (operator: OperatorName, name: string, me: string): ReactNode => {
  const state = operator === 'status' ? ticketStates.find((each) => each === name) : undefined;
  if (state !== undefined) return <StateGlyph state={state} />;
  if (operator === 'priority' && isPriority(name)) return <PriorityGlyph priority={Number(name) as Priority} />;
  if (operator === 'status') return <span className={classes['noGlyph']} />;
  if (operator === 'assignee')
    return <Avatar name={name === 'none' ? null : name === 'me' ? me : name} own={name === 'me' || name === me} />;
  return undefined;
};

/** What is offered where the caret stands. `isAsked`: the person asked for the list, so it also opens where nothing was typed. */
export const useSearchOptions = (
  place: Place,
  isAsked: boolean,
): { readonly options: readonly PickOption[]; readonly label: string | undefined } => {
  const { t, i18n } = useTranslation('search');
  const format = useFormat();
  const me = useSession().displayName;
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const desk = useDeskValues(place);
  if (!place) return { options: [], label: undefined };
  if (place.kind === 'operator') {
    // One Latin letter begins too many words to be an operator.
    const isMeant =
      place.typed.length > 1 || /\p{Script=Han}/u.test(place.typed) || (place.from === 0 && place.typed === '');
    const names = isMeant || isAsked ? operatorsFor(place.typed) : [];
    const options = names.map((name) => ({
      value: writtenOperator(name, language),
      label: writtenOperator(name, language),
      hint: t(`hint.${name}`),
    }));
    return { options, label: undefined };
  }
  const { operator, typed } = place;
  const counts = new Map(desk.map(({ value, count }) => [value, format.number(count)]));
  const fixed = valuesFor(operator, typed, language).map(({ name, written }) => ({
    value: written,
    label: written,
    before: glyphOf(operator, name, me),
    hint: counts.get(name),
  }));
  const names = isNameOperator(operator)
    ? desk.map(({ value, count }) => ({
        value: writtenName(value),
        label: value,
        before: glyphOf(operator, value, me),
        hint: format.number(count),
      }))
    : [];
  const label = t('valuesOf', { operator: writtenOperator(operator, language) });
  // What is written already needs no completing.
  const options = [...fixed, ...names].filter(({ value }) => value !== typed);
  return { options, label };
};
