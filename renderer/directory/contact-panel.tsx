import type { ReactNode } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import type { Failure } from '#shared/base/result.ts';
import panel from '#renderer/ui/record-panel.module.css';

interface ContactPanelProps {
  /** What kind of record it is, in the head. */
  readonly kind: string;
  /** Undefined until the record is there. */
  readonly name: string | undefined;
  readonly failure: Failure | undefined;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  /** Absent for who may not. */
  readonly onEdit?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The frame of a record of the contacts beside the list. */
export const ContactPanel = ({ kind, name, failure, onRetry, onClose, onEdit, children }: ContactPanelProps) => {
  const { t } = useTranslation('directory');
  return (
    <div className={panel['panel']} data-contact-panel>
      <header className={panel['head']}>
        <span className="muted">{kind}</span>
        <span className={panel['grow']} />
        {onEdit && (
          <Button size="xs" rightSection={<KeyHint keys="e" />} onClick={onEdit}>
            {t('edit')}
          </Button>
        )}
        <Tooltip label={t('closePanel')}>
          <ActionIcon aria-label={t('closePanel')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      {failure && <FailureBanner wide failure={failure} onRetry={onRetry} />}
      {name === undefined && !failure && <SkeletonRows rows={6} />}
      {name !== undefined && (
        <div className={panel['scroll']}>
          <div className={panel['title']}>
            <h2>{name}</h2>
          </div>
          {children}
        </div>
      )}
    </div>
  );
};
