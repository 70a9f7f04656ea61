import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ViewState } from '#shared/logs/notices.ts';
import { ProgressRow } from './progress-row.tsx';

/** More lines may come of what is there: what cannot be read is not waited for. */
export const isReading = (state: ViewState | undefined): state is ViewState =>
  state !== undefined && state.readBytes < state.totalBytes;

interface ViewProgressProps {
  readonly state: ViewState | undefined;
  /** Share of the view that a search has read, 0 … 1. */
  readonly searched: number | undefined;
  readonly onStopSearch: () => void;
  readonly onStopReading: () => void;
}

/** How far a search and the reading of sources are, while they go on. */
export const ViewProgress = ({ state, searched, onStopSearch, onStopReading }: ViewProgressProps) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const share = isReading(state) ? state.readBytes / state.totalBytes : undefined;
  return (
    <>
      {searched !== undefined && searched > 0 && (
        <ProgressRow
          label={t('searching')}
          share={searched}
          words={t('searchingShare', { share: format.percent(searched) })}
          onStop={onStopSearch}
        />
      )}
      {share !== undefined && state && (
        <ProgressRow
          label={t('indexing')}
          share={share}
          words={t('indexingShare', { share: format.percent(share), bytes: format.bytes(state.totalBytes) })}
          onStop={onStopReading}
        />
      )}
    </>
  );
};
