import { UploadRow } from './upload-row.tsx';
import type { Upload } from './uploads-store.ts';

interface UploadRowsProps {
  readonly uploads: readonly Upload[];
  readonly retry: (id: Upload['id']) => void;
  readonly drop: (id: Upload['id']) => void;
}

/** All files on their way, for a list that may hold others too. */
export const UploadRows = ({ uploads, retry, drop }: UploadRowsProps) =>
  uploads.map((upload) => (
    <UploadRow key={upload.id} upload={upload} onRetry={() => retry(upload.id)} onDrop={() => drop(upload.id)} />
  ));
