import { createContext, use } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Banner } from './banner.tsx';

/** A refusal as the core gives it; the texts of its codes are the namespace `failures`. */
export interface ShownFailure<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** One translated sentence for a refusal; after the number of the ticket that it is about, where that is another one than was asked for. */
export const useFailureText = (): ((failure: ShownFailure) => string) => {
  const { t, i18n } = useTranslation('failures');
  return ({ code, message, details }) => {
    const text = i18n.exists(`failures:${code}`) ? t(code as 'internal', { ...details }) : message;
    return typeof details?.['child'] === 'string' ? `${details['child']} · ${text}` : text;
  };
};

/** Above the screen it is said already that the console is out of reach. */
export const ConnectionLossTold = createContext(false);

interface FailureBannerProps {
  readonly failure: ShownFailure;
  /** Shown as “Try again” where that can help. */
  readonly onRetry?: (() => void) | undefined;
  /** Spans the region instead of standing rounded in a form. */
  readonly wide?: boolean;
}

/** What a person can meet in daily work and settle by what the sentence says: a code would make it look like a fault. */
const isExpected = (code: string): boolean =>
  /^(auth|ticket|task|time|record|import|diagnosis|problem|link|attachment|mail|survey|report|knowledge|article|service|document|training|practice|log|rule|alert|check|tool)\./.test(
    code,
  ) ||
  code === 'request.cancelled' ||
  code === 'storage.read-only' ||
  code === 'storage.full';

/**
 * Why something was refused; a fault carries its code and log id small below. What the person typed must stay where it is. While the console is out
 * of reach that is said once, above the regions.
 */
export const FailureBanner = ({ failure, onRetry, wide = false }: FailureBannerProps) => {
  const { t } = useTranslation('ui');
  const text = useFailureText();
  const { code, details } = failure;
  const isTold = use(ConnectionLossTold);
  if (wide && isTold && code === 'connection.lost') return null;
  const logId = details?.['logId'];
  const fault = () =>
    typeof logId === 'string' ? t('failure.codeAndLog', { code, logId }) : t('failure.code', { code });
  return (
    <Banner
      tone={code === 'request.cancelled' ? 'quiet' : 'breach'}
      boxed={!wide}
      meta={isExpected(code) ? undefined : fault()}
      actions={
        onRetry === undefined ? undefined : (
          <Button size="xs" onClick={onRetry}>
            {t('again')}
          </Button>
        )
      }
    >
      {text(failure)}
    </Banner>
  );
};
