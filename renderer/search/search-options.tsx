import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import type { PickOption } from '#renderer/ui/option-list.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { operatorsIn, valuesIn, writtenIn, writtenName, type CompletionPlace } from '#shared/search/complete.ts';
import type { OperatorValue } from '#shared/search/operations.ts';
import type { SearchScope } from './search-scope.tsx';

/** Names offered at once; more are found by typing on. */
const SHOWN = 8;
type Place = CompletionPlace<string> | undefined;

/** Values in use for the operator at hand, of the last answer until the next is there. */
const useDeskValues = (scope: SearchScope, place: Place): readonly OperatorValue[] => {
  const client = useClient();
  const operator = place?.kind === 'value' && scope.counted.includes(place.operator) ? place.operator : undefined;
  const beginning = operator !== undefined && scope.named.includes(operator) ? (place?.typed ?? '') : '';
  const [found, setFound] = useState<{
    readonly operator: string;
    readonly beginning: string;
    readonly values: readonly OperatorValue[];
  }>();
  useEffect(() => {
    if (operator === undefined) return undefined;
    let isWanted = true;
    void scope.values(client, operator, beginning, SHOWN).then((values) => {
      if (isWanted) setFound({ operator, beginning, values });
    });
    return () => {
      isWanted = false;
    };
  }, [client, scope, operator, beginning]);
  return found && found.operator === operator && beginning.startsWith(found.beginning) ? found.values : [];
};

/** What is offered where the caret stands. `isAsked`: the person asked for the list, so it also opens where nothing was typed. */
export const useSearchOptions = (
  scope: SearchScope,
  place: Place,
  isAsked: boolean,
): { readonly options: readonly PickOption[]; readonly label: string | undefined } => {
  const { t, i18n } = useTranslation('search');
  const format = useFormat();
  const me = useSession().displayName;
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const desk = useDeskValues(scope, place);
  if (!place) return { options: [], label: undefined };
  if (place.kind === 'operator') {
    // One Latin letter begins too many words to be an operator.
    const isMeant =
      place.typed.length > 1 || /\p{Script=Han}/u.test(place.typed) || (place.from === 0 && place.typed === '');
    const names = isMeant || isAsked ? operatorsIn(scope.grammar, place.typed) : [];
    const options = names.map((name) => ({
      value: writtenIn(scope.grammar, name, language),
      label: writtenIn(scope.grammar, name, language),
      hint: t(scope.hintKey(name)),
    }));
    return { options, label: undefined };
  }
  const { operator, typed } = place;
  const counts = new Map(desk.map(({ value, count }) => [value, format.number(count)]));
  const fixed = valuesIn(scope.grammar, operator, typed, language).map(({ name, written }) => ({
    value: written,
    label: written,
    before: scope.glyph(operator, name, me),
    hint: counts.get(name),
  }));
  const names = scope.named.includes(operator)
    ? desk.map(({ value, count }) => ({
        value: writtenName(value),
        label: value,
        before: scope.glyph(operator, value, me),
        hint: format.number(count),
      }))
    : [];
  const label = t('valuesOf', { operator: writtenIn(scope.grammar, operator, language) });
  // What is written already needs no completing.
  const options = [...fixed, ...names].filter(({ value }) => value !== typed);
  return { options, label };
};
