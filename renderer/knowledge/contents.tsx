import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { goToHeading, headingDomId } from './article/go-to-heading.ts';
import type { ArticleHeading } from './article/headings.ts';
import classes from './knowledge.module.css';

/** More than that and the contents are as long as an article. */
const MAX_LISTED = 60;
/** A heading this far below the upper edge is the one that is read, px. */
const READING_LINE = 96;

/** The two outer levels; only the outermost where both are too many. */
const listedOf = (headings: readonly ArticleHeading[]): readonly ArticleHeading[] => {
  const outer = headings.filter(({ level }) => level <= 2);
  return (outer.length <= MAX_LISTED ? outer : outer.filter(({ level }) => level === 1)).slice(0, MAX_LISTED);
};

/** The last of these headings above the reading line. */
const useCurrent = (
  listed: readonly ArticleHeading[],
  prefix: string,
  sheet: RefObject<HTMLElement | null>,
): string | undefined => {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const element = sheet.current;
    if (!element || listed.length === 0) return undefined;
    let frame = 0;
    const look = () => {
      frame = 0;
      const line = element.getBoundingClientRect().top + READING_LINE;
      const isAtEnd = element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
      const passed = listed.filter(({ id }) => {
        const top = document.getElementById(headingDomId(prefix, id))?.getBoundingClientRect().top;
        return top !== undefined && (isAtEnd ? top < element.getBoundingClientRect().bottom : top <= line);
      });
      setCurrent((passed.at(-1) ?? listed[0])?.id);
    };
    const onScroll = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', onScroll);
    };
  }, [listed, prefix, sheet]);
  return current;
};

interface ContentsProps {
  readonly headings: readonly ArticleHeading[];
  readonly language: string;
  readonly prefix: string;
  /** What scrolls. */
  readonly sheet: RefObject<HTMLElement | null>;
}

/** The headings of what is read, with the current one marked; nothing for a text of one part. */
export const Contents = ({ headings, language, prefix, sheet }: ContentsProps) => {
  const { t } = useTranslation('knowledge');
  const [listed, setListed] = useState(() => listedOf(headings));
  const [seen, setSeen] = useState(headings);
  if (seen !== headings) {
    setSeen(headings);
    setListed(listedOf(headings));
  }
  const current = useCurrent(listed, prefix, sheet);
  if (listed.length < 2) return null;
  return (
    <nav className={classes['contents']} aria-label={t('contents')}>
      <h3>{t('contents')}</h3>
      <ul lang={language}>
        {listed.map(({ id, level, text }) => (
          <li key={id} data-level={level}>
            <button
              type="button"
              aria-current={id === current ? 'location' : undefined}
              onClick={() => goToHeading(prefix, id)}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
};
