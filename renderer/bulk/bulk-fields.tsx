import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import type { FieldControl } from '#renderer/ui/field.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { MIN_OVERRIDE_REASON } from '#shared/priority/override.ts';
import { BY_NAME, BulkControl, type KnownValues } from './bulk-control.tsx';
import { draftFields, lackOf, type BulkDraft, type DraftField } from './bulk-draft.ts';
import classes from './bulk.module.css';

interface BulkFieldsProps {
  readonly draft: BulkDraft;
  readonly onDraft: (draft: BulkDraft) => void;
  /** The person has tried to go on: what is missing is said. */
  readonly hasTried: boolean;
}

const useKnown = (): KnownValues => {
  const client = useClient();
  const [known, setKnown] = useState<KnownValues>({ categories: [], groups: [], people: [] });
  useEffect(() => {
    let isWanted = true;
    void Promise.all([client.call('queue.facets', {}), client.call('accounts.colleagues', {})]).then(
      ([facets, colleagues]) => {
        if (!isWanted || !facets.ok) return;
        const here = colleagues.ok ? colleagues.value : [];
        setKnown({
          ...facets.value,
          people: [
            ...here.map(({ id, displayName }) => ({ value: id, label: displayName })),
            ...facets.value.assignees
              .filter(({ id }) => id.startsWith(BY_NAME))
              .map(({ id, name }) => ({ value: id, label: name })),
          ],
        });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [client]);
  return known;
};

/** One line: whether the field is set, and to what. Its height is the same either way. */
const Line = ({
  label,
  isOn,
  isFirst,
  lack,
  onSwitch,
  children,
}: {
  readonly label: string;
  readonly isOn: boolean;
  /** Has the focus as the dialog opens. */
  readonly isFirst: boolean;
  readonly lack: string | undefined;
  readonly onSwitch: (isOn: boolean) => void;
  readonly children: (control: FieldControl) => ReactNode;
}) => {
  const { t } = useTranslation('bulk');
  const id = useId();
  const line = useRef<HTMLDivElement>(null);
  /** Switched on by hand: the value is what comes next. */
  const isFresh = useRef(false);
  useEffect(() => {
    if (isOn && isFresh.current) line.current?.querySelector<HTMLElement>('[data-value] :is(input, textarea)')?.focus();
    isFresh.current = false;
  }, [isOn]);
  return (
    <div ref={line} className={classes['line']}>
      <Checkbox
        size="xs"
        label={label}
        checked={isOn}
        data-autofocus={isFirst || undefined}
        onChange={(event) => {
          isFresh.current = event.currentTarget.checked;
          onSwitch(event.currentTarget.checked);
        }}
      />
      {isOn ? (
        <div className={classes['value']} data-value role="group" aria-label={label}>
          {children({
            id: `${id}-value`,
            'aria-describedby': lack === undefined ? undefined : `${id}-lack`,
            'aria-invalid': lack !== undefined,
            error: lack !== undefined,
          })}
          {lack !== undefined && (
            <p className={classes['lack']} id={`${id}-lack`} role="alert">
              <BreachGlyph />
              {lack}
            </p>
          )}
        </div>
      ) : (
        <span className={classes['asItIs']}>{t('asItIs')}</span>
      )}
    </div>
  );
};

/** Every field that can be set on several tickets; one more field is one more line here. */
export const BulkFields = ({ draft, onDraft, hasTried }: BulkFieldsProps) => {
  const { t } = useTranslation('bulk');
  const { t: word } = useTranslation('tickets');
  const mayAssign = useAllowed('tickets.assign');
  const known = useKnown();
  const set = (change: Partial<BulkDraft>) => onDraft({ ...draft, ...change });
  const switchTo = (field: DraftField, isOn: boolean) => {
    const on = new Set(draft.on);
    if (isOn) on.add(field);
    else on.delete(field);
    set({ on });
  };
  const names: Readonly<Record<DraftField, string>> = {
    assignment: t('field.assignment'),
    category: word('field.category'),
    kind: word('field.kind'),
    impact: word('field.impact'),
    urgency: word('field.urgency'),
    override: word('field.priority'),
    requester: word('field.requester'),
    addTags: t('field.addTags'),
    removeTags: t('field.removeTags'),
    titleStart: t('field.titleStart'),
    descriptionEnd: t('field.descriptionEnd'),
  };
  const shown = draftFields.filter((field) => field !== 'assignment' || mayAssign);
  return (
    <fieldset className={classes['fields']}>
      <legend>{t('fields')}</legend>
      {shown.map((field, place) => {
        const lack = hasTried ? lackOf(draft, field) : undefined;
        return (
          <Line
            key={field}
            label={names[field]}
            isOn={draft.on.has(field)}
            isFirst={place === 0}
            lack={lack === undefined ? undefined : t(lack, { least: MIN_OVERRIDE_REASON })}
            onSwitch={(isOn) => switchTo(field, isOn)}
          >
            {(control) => (
              <BulkControl field={field} label={names[field]} control={control} draft={draft} set={set} known={known} />
            )}
          </Line>
        );
      })}
    </fieldset>
  );
};
