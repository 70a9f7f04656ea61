import type { ReactNode } from 'react';
import { ScoreFace } from '#renderer/survey/score-face.tsx';
import { dateTimeText } from '#renderer/ui/date-time-text.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { ReportModel, ReportText } from '#shared/report/model.ts';
import type { ReportSheet } from '#shared/report/operations.ts';
import { Part, Text } from './paper-part.tsx';
import { Signatures } from './paper-signatures.tsx';
import { PartsTable, TimeTable } from './paper-tables.tsx';
import { Worded, Words, type WordsProps } from './words.tsx';
import classes from './paper.module.css';

interface PaperProps {
  readonly sheet: ReportSheet;
  /** It was printed before. */
  readonly isCopy: boolean;
}

const when = (at: string): string => dateTimeText(new Date(at));

const Said = ({ texts }: { readonly texts: readonly ReportText[] }) => (
  <ul className={classes['said']}>
    {texts.map(({ at, by, text }) => (
      <li key={`${at} ${text}`}>
        <span className={classes['meta']}>
          {when(at)}, {by}
        </span>
        <Text>{text}</Text>
      </li>
    ))}
  </ul>
);

const Fact = ({ of, children }: { readonly of: WordsProps['of']; readonly children: ReactNode }) => (
  <div className={classes['fact']}>
    <dt>
      <Words of={of} />
    </dt>
    <dd>{children}</dd>
  </div>
);

const Facts = ({ model }: { readonly model: ReportModel }) => (
  <dl className={classes['facts']}>
    <Fact of={(t) => t('requester')}>{model.requester ?? '–'}</Fact>
    <Fact of={(t) => t('received')}>{when(model.receivedAt)}</Fact>
    <Fact of={(t) => t('site')}>{model.site ?? '–'}</Fact>
    <Fact of={(t) => t('channel')}>
      <Words of={(t) => t(`channel.${model.channel}`)} />
    </Fact>
    <Fact of={(t) => t('kind')}>
      <Words of={(t) => t(`kind.${model.kind}`)} />
    </Fact>
    <Fact of={(t) => t('resolved')}>{model.resolvedAt === null ? '–' : when(model.resolvedAt)}</Fact>
    <Fact of={(t) => t('priority')}>P{model.priority}</Fact>
    <Fact of={(t) => t('closed')}>{model.closedAt === null ? '–' : when(model.closedAt)}</Fact>
    <Fact of={(t) => t('category')}>{model.category ?? '–'}</Fact>
  </dl>
);

const Satisfaction = ({ said }: { readonly said: NonNullable<ReportModel['satisfaction']> }) => (
  <Part of={(t) => t('satisfaction')}>
    <p className={classes['score']}>
      <ScoreFace score={said.score} size={18} />
      <Words of={(t) => t('score', { score: said.score, word: t(`score.${said.score}`) })} />
    </p>
    {said.comment !== '' && <Text>{said.comment}</Text>}
  </Part>
);

/** A service report on A4: the same on screen and on paper, always on white. Times are those of this laptop's zone, which it names. */
export const Paper = ({ sheet, isCopy }: PaperProps) => {
  const { model, digest, issued } = sheet;
  const { resolution, comments, notes, tasks, targets } = model;
  return (
    <Worded language={model.language}>
      <article className={classes['paper']} data-mantine-color-scheme="light" data-paper>
        <header className={classes['head']}>
          <div>
            <p className={classes['desk']} lang={langOf(model.desk)}>
              {model.desk}
            </p>
            <h1>
              <Words of={(t) => t('title')} />
            </h1>
          </div>
          <div className={classes['numberBox']}>
            <p className={`${classes['number']} num`}>{model.number}</p>
            <p>
              {issued ? (
                <Words of={(t) => t('version', { version: issued.version })} />
              ) : (
                <Words of={(t) => t('notIssued')} />
              )}
            </p>
            {isCopy && (
              <p className={classes['copy']}>
                <Words of={(t) => t('copy')} />
              </p>
            )}
          </div>
        </header>
        <Facts model={model} />
        <Part of={(t) => t('reported')}>
          <h3 lang={langOf(model.title)}>{model.title}</h3>
          {model.description !== '' && <Text>{model.description}</Text>}
        </Part>
        <Part of={(t) => t('done')}>
          {resolution ? (
            <>
              <h3>
                <Words of={(t) => t(`resolution.${resolution.code}`)} />
              </h3>
              <Text>{resolution.text}</Text>
              {resolution.article !== undefined && (
                <p className={classes['meta']}>
                  <Words of={(t) => t('article', { number: resolution.article ?? '' })} />
                </p>
              )}
            </>
          ) : (
            <p>
              <Words of={(t) => t('notDone')} />
            </p>
          )}
        </Part>
        {comments.length > 0 && (
          <Part of={(t) => t('comments')}>
            <Said texts={comments} />
          </Part>
        )}
        {notes.length > 0 && (
          <Part of={(t) => t('notes')}>
            <Said texts={notes} />
          </Part>
        )}
        {tasks.length > 0 && (
          <Part of={(t) => t('tasks')}>
            <ul className={classes['tasks']}>
              {tasks.map(({ title, state, reason }, place) => (
                // The order of tasks is theirs, and titles repeat.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={place}>
                  <span lang={langOf(title)}>{title}</span>
                  <span className={classes['meta']}>
                    <Words of={(t) => t(`task.${state}`)} />
                    {reason !== null && <span lang={langOf(reason)}> ({reason})</span>}
                  </span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {model.work.length > 0 && <TimeTable work={model.work} />}
        {model.parts.length > 0 && <PartsTable parts={model.parts} />}
        <div className={classes['pair']}>
          {targets.length > 0 && (
            <Part of={(t) => t('targets')}>
              <ul className={classes['targets']}>
                {targets.map(({ target, state }) => (
                  <li key={target}>
                    <Words of={(t) => t(`target.${target}`)} />
                    <b>
                      <Words of={(t) => t(`promise.${state}`)} />
                    </b>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {model.satisfaction && <Satisfaction said={model.satisfaction} />}
        </div>
        <Signatures model={model} />
        <footer className={classes['foot']}>
          <p>
            {issued && (
              <>
                <Words of={(t) => t('issued')} /> {when(issued.at)}, {issued.by} ·{' '}
              </>
            )}
            <Words of={(t) => t('zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })} />
          </p>
          <p className="mono">SHA-256 {digest}</p>
        </footer>
      </article>
    </Worded>
  );
};
