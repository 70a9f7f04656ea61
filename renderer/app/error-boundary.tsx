import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Empty } from '#renderer/ui/empty.tsx';

const Broken = ({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) => {
  const { t } = useTranslation('app');
  const { t: ui } = useTranslation('ui');
  return (
    <Empty
      mark="broken"
      title={t('broken.title')}
      actions={
        <>
          <Button
            variant="subtle"
            onClick={() =>
              void copyText(error.stack ?? `${error.name}: ${error.message}`, {
                done: ui('copied'),
                failed: ui('copyFailed'),
              })
            }
          >
            {t('broken.copy')}
          </Button>
          <Button variant="filled" onClick={onAgain}>
            {t('broken.again')}
          </Button>
        </>
      }
    >
      {t('broken.body')}
      <br />
      <span className="mono muted" lang="en">
        {error.message}
      </span>
    </Empty>
  );
};

interface State {
  readonly error: Error | undefined;
}

/** Keeps a bug in one view from taking the console down. What was saved is on disk in any case. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    reportError(new Error(`A view stopped: ${error.message}${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Broken error={error} onAgain={() => this.setState({ error: undefined })} />;
  }
}
