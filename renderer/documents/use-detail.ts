import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { DocumentDetail } from '#shared/documents/operations.ts';

/** The document that is open, asked for again whenever a document changed; undefined until it is there. */
export const useDetail = (
  documentId: string | undefined,
): { readonly detail: DocumentDetail | undefined; readonly isGone: boolean } => {
  const client = useClient();
  const [detail, setDetail] = useState<DocumentDetail>();
  const [goneId, setGoneId] = useState<string>();
  useEffect(() => {
    if (documentId === undefined) return undefined;
    let isWanted = true;
    const read = async () => {
      const answer = await client.call('documents.get', { documentId });
      if (!isWanted) return;
      if (answer.ok) setDetail(answer.value);
      else setGoneId(documentId);
    };
    void read();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'documents.changed') void read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, documentId]);
  const isOpen = documentId !== undefined && detail?.document.id === documentId;
  return { detail: isOpen ? detail : undefined, isGone: documentId !== undefined && goneId === documentId && !isOpen };
};
