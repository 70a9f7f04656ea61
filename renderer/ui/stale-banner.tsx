import { Button } from '@mantine/core';
import { Banner } from './banner.tsx';

interface StaleBannerProps {
  /** Who or what else changed it, and what to do about it. */
  readonly text: string;
  readonly takeNewer: string;
  readonly keepMine: string;
  readonly onTakeNewer: () => void;
  readonly onKeepMine: () => void;
}

/** Above what is being edited: somebody saved another revision since this was begun, and one of the two has to go. */
export const StaleBanner = ({ text, takeNewer, keepMine, onTakeNewer, onKeepMine }: StaleBannerProps) => (
  <Banner
    tone="risk"
    boxed
    actions={
      <>
        <Button size="xs" onClick={onTakeNewer}>
          {takeNewer}
        </Button>
        <Button size="xs" onClick={onKeepMine}>
          {keepMine}
        </Button>
      </>
    }
  >
    {text}
  </Banner>
);
