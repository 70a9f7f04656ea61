import { useEffect, useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import { decodeText, guessCharset, textCharsets, type TextCharset } from './decode-text.ts';
import { readBeginning, type ShownFile } from './file-source.ts';
import classes from './attachments.module.css';

interface Beginning {
  readonly content: Uint8Array;
  readonly isWhole: boolean;
}

const isCharset = (value: string | null): value is TextCharset => textCharsets.some((charset) => charset === value);

/** The beginning of a text, in the charset that it looks like or that a person chooses. */
export const TextPreview = ({ file }: { readonly file: ShownFile }) => {
  const { t } = useTranslation('attachments');
  const client = useClient();
  const format = useFormat();
  const [beginning, setBeginning] = useState<Beginning>();
  const [charset, setCharset] = useState<TextCharset>('utf-8');
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let current = true;
    void readBeginning(client, file).then((answer) => {
      if (!current) return;
      if (!answer.ok) {
        setFailure(answer.failure);
        return;
      }
      setCharset(guessCharset(answer.value.content));
      setBeginning(answer.value);
    });
    return () => {
      current = false;
    };
  }, [client, file]);

  if (failure) return <FailureBanner failure={failure} />;
  if (!beginning) return <SkeletonRows rows={8} />;
  const text = decodeText(beginning.content, charset);
  return (
    <>
      <div className={classes['textBar']}>
        {!beginning.isWhole && (
          <span className="small muted">
            {t('beginning', { shown: format.bytes(beginning.content.length), size: format.bytes(file.bytes) })}
          </span>
        )}
        <span className={classes['grow']} />
        <Select
          size="xs"
          w={132}
          aria-label={t('charset')}
          allowDeselect={false}
          data={textCharsets.map((value) => ({ value, label: value.toUpperCase() }))}
          value={charset}
          onChange={(value) => isCharset(value) && setCharset(value)}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by the keyboard */}
      <pre className={classes['textBody']} lang={langOf(text)} tabIndex={0} aria-label={file.name}>
        {text}
      </pre>
    </>
  );
};
