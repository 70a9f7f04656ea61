import { useEffect, useState } from 'react';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import { fileSource, type ShownFile } from './file-source.ts';

export interface Picture {
  readonly url: string | undefined;
  readonly failure: Failure | undefined;
}

/** The address of a picture once it is there; nothing is asked for while `wanted` is false. */
export const usePicture = (file: ShownFile, wanted: boolean): Picture => {
  const source = useSessionStore(fileSource);
  const [found, setFound] = useState<Picture & { readonly sha256: string }>();
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void source.pictureUrl(file).then((answer) => {
      if (!current) return;
      setFound({
        sha256: file.sha256,
        url: answer.ok ? answer.value : undefined,
        failure: answer.ok ? undefined : answer.failure,
      });
    });
    return () => {
      current = false;
    };
    // The same bytes are the same picture, whichever object names them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [source, file.sha256, wanted]);
  return found?.sha256 === file.sha256 ? found : { url: undefined, failure: undefined };
};
