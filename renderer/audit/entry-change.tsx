import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEntryView } from '#shared/audit/operations.ts';
import type { Json } from '#shared/base/result.ts';
import { evidence, fieldChanges, valueText } from './entry-words.ts';
import classes from './audit.module.css';

/** What the entry changed, field by field, or the entry as it stands in the chain. */
export const EntryChange = ({ view }: { readonly view: AuditEntryView }) => {
  const { t } = useTranslation('audit');
  const [mode, setMode] = useState<'fields' | 'json'>('fields');
  const { before, after } = view.entry;
  const changes = fieldChanges(before, after);
  const isChange = before !== null && after !== null;
  const conceals = changes.some(({ before: was, after: is }) => hasEvidence(was) || hasEvidence(is));
  const headingId = `audit-change-${view.entry.seq}`;

  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <h3>
        <span id={headingId}>{t(isChange || changes.length === 0 ? 'change.title' : 'change.content')}</span>
        <span className={classes['space']} />
        <SegmentedControl
          size="xs"
          className={classes['mode']}
          aria-labelledby={headingId}
          value={mode}
          data={[
            { value: 'fields', label: t('change.fields') },
            { value: 'json', label: t('change.json') },
          ]}
          onChange={(value) => setMode(value === 'json' ? 'json' : 'fields')}
        />
      </h3>
      {mode === 'json' ? (
        <pre className={classes['json']}>{JSON.stringify(view.entry, null, 2)}</pre>
      ) : changes.length === 0 ? (
        <p className="small muted">{t('change.nothing')}</p>
      ) : (
        <table className={classes['diff']} data-sides={isChange ? 'both' : 'one'}>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes['unseen']}>{t('change.field')}</span>
              </th>
              {before === null ? null : <th scope="col">{t('change.before')}</th>}
              {after === null ? null : <th scope="col">{t('change.after')}</th>}
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => {
              const same = JSON.stringify(change.before) === JSON.stringify(change.after);
              return (
                <tr key={change.field}>
                  <th scope="row" className="mono">
                    {change.field}
                  </th>
                  {change.before === undefined ? null : (
                    <Side view={view} value={change.before} side={same || !isChange ? 'same' : 'before'} />
                  )}
                  {change.after === undefined ? null : (
                    <Side view={view} value={change.after} side={same || !isChange ? 'same' : 'after'} />
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {mode === 'fields' && conceals ? (
        <p className={`${classes['note']} small muted`}>{t('change.concealed')}</p>
      ) : null}
    </section>
  );
};

const hasEvidence = (value: Json | undefined): boolean =>
  Array.isArray(value) ? value.some(hasEvidence) : value !== undefined && evidence(value) !== undefined;

interface SideProps {
  readonly view: AuditEntryView;
  readonly value: Json;
  readonly side: 'before' | 'after' | 'same';
}

const Side = ({ view, value, side }: SideProps) => {
  const { t } = useTranslation('audit');
  const text = valueText(value, t, view.known);
  const shown = value === null || value === '' ? <i className={classes['none']}>{text}</i> : text;
  return (
    <td className={typeof value === 'number' ? 'num' : ''} data-side={side} title={evidence(value)}>
      {side === 'before' ? <del>{shown}</del> : side === 'after' ? <ins>{shown}</ins> : shown}
    </td>
  );
};
