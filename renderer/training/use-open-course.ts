import { useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { OpenCourse } from '#shared/training/operations.ts';
import { concernsTraining } from './concerns.ts';

/** The course as it is now, asked for again when it or somebody's attempts change; never by a clock, so that no quiz under way gives way to a failure. */
export const useOpenCourse = (articleId: string) => {
  const client = useClient();
  const [course, setCourse] = useState<OpenCourse>();
  const [failure, setFailure] = useState<Failure>();
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const answer = await client.call('training.open', { articleId });
      if (!isWanted) return;
      if (answer.ok) setCourse(answer.value);
      setFailure(answer.ok ? undefined : answer.failure);
    };
    again.current = () => void load();
    again.current();
    const stop = client.onNotice((notice) => {
      if (concernsTraining(notice)) void load();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, articleId]);
  return { course, failure, retry: () => again.current() };
};
