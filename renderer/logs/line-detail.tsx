import { ActionIcon, Button } from '@mantine/core';
import { IconCopy, IconFilter, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { FilterContent } from '#shared/logs/filter.ts';
import { MAX_FILTER_NAME, MAX_PATTERN } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import { withSigns } from './line-text.ts';
import classes from './logs.module.css';

interface LineDetailProps {
  readonly line: LogLine;
  readonly source: string;
  readonly onFilter: (begun: Partial<FilterContent>) => void;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}

/** All of one line: its whole text, what it says field by field, where it stands. */
export const LineDetail = ({ line, source, onFilter, onCopy, onClose }: LineDetailProps) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const { fields, text, at, level, generation } = line;
  const entries = Object.entries(fields ?? {});
  const from = fields?.['provider'] ?? fields?.['Provider'];
  const event = fields?.['eventId'] ?? fields?.['EventID'];
  const head = from === undefined ? undefined : [from, event].filter((part) => part !== undefined).join(' ');
  return (
    <section className={classes['detail']} aria-label={t('detail')}>
      <header className={classes['detailHead']}>
        {head !== undefined && <b>{withSigns(head)}</b>}
        <span className="muted small num">
          {t('lineOf', { source, line: line.line, generation })}
          {level !== null && ` · ${t(`level.${level}`)}`}
          {at !== null && ` · ${format.exact(at)}`}
        </span>
        <span className={classes['space']} />
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconFilter size={14} stroke={1.6} aria-hidden />}
          onClick={() =>
            onFilter({ pattern: text.trim().slice(0, MAX_PATTERN), name: text.trim().slice(0, MAX_FILTER_NAME) })
          }
        >
          {t('filterByThis')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconCopy size={14} stroke={1.6} aria-hidden />}
          onClick={onCopy}
        >
          {t('copyAround')}
        </Button>
        <ActionIcon aria-label={t('closeDetail')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </header>
      <ScrollRegion label={t('detail')} className={classes['detailBody']}>
        <p className={classes['wholeText']}>{withSigns(text)}</p>
        {entries.length > 0 && (
          <dl className={classes['fields']}>
            {entries.map(([name, value]) => (
              <div key={name}>
                <dt title={withSigns(name)}>{withSigns(name)}</dt>
                <dd className="mono">{withSigns(value)}</dd>
                <ActionIcon
                  size={20}
                  aria-label={t('filterByField', { name: withSigns(name) })}
                  title={t('filterByThis')}
                  onClick={() =>
                    onFilter({
                      field: name,
                      pattern: value.slice(0, MAX_PATTERN),
                      matchesCase: true,
                      name: `${name} ${value}`.slice(0, MAX_FILTER_NAME),
                    })
                  }
                >
                  <IconFilter size={12} stroke={1.6} aria-hidden />
                </ActionIcon>
              </div>
            ))}
          </dl>
        )}
      </ScrollRegion>
    </section>
  );
};
