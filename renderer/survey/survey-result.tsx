import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { CycleSurvey } from '#shared/survey/standing.ts';
import { DrawnSignature } from './drawn-signature.tsx';
import { ScoreFace } from './score-face.tsx';
import classes from './survey.module.css';

interface SurveyResultProps {
  readonly survey: CycleSurvey;
  /** The ticket was resolved once: which resolution it was need not be said. */
  readonly isOnly: boolean;
}

/** What counts for one resolution: score in words and shape, what was written, the signature. */
export const SurveyResult = ({ survey, isOnly }: SurveyResultProps) => {
  const { t } = useTranslation('survey');
  const format = useFormat();
  const now = useNow();
  const { answer, cycle, at, correction, former } = survey;
  const place = isOnly ? null : <span className="muted">{t('cycle', { cycle })}</span>;
  const moment = (
    <time className="num muted" dateTime={at} title={format.exact(at)}>
      {format.moment(at, now)}
    </time>
  );
  if (!answer)
    return (
      <div className={classes['result']} data-survey={cycle}>
        <p className={classes['line']}>
          <span className="muted">{t('declined')}</span>
          {place}
          <span className={classes['grow']} />
          {moment}
        </p>
      </div>
    );
  const { score, comment, answeredBy, signature, solved } = answer;
  return (
    <div className={classes['result']} data-survey={cycle}>
      <p className={classes['line']}>
        <ScoreFace score={score} size={20} />
        <b className="num">{t('ofFive', { score })}</b>
        <span>{t(`score.${score}`)}</span>
        {place}
        <span className={classes['grow']} />
        <span className="muted">{answeredBy}</span>
        {moment}
      </p>
      {comment !== '' && (
        <div className={classes['comment']} lang={langOf(comment)}>
          {comment}
        </div>
      )}
      {solved === false && <p className="soft">{t('notSolved')}</p>}
      {signature?.way === 'drawn' && (
        <DrawnSignature strokes={signature.strokes} label={t('signedBy', { name: answeredBy })} />
      )}
      {signature?.way === 'typed' && <p className="small muted">{t('typedBy', { name: signature.name })}</p>}
      {correction !== null && (
        <p className="small muted">
          {t('correctedFrom', {
            scores: format.series(former.map((was) => t('ofFive', { score: was }))),
            reason: correction,
          })}
        </p>
      )}
    </div>
  );
};

/** The score of the last cycle in the head of the panel. */
export const HeadScore = ({ survey }: { readonly survey: CycleSurvey | undefined }) => {
  const { t } = useTranslation('survey');
  if (!survey?.answer) return null;
  const { score } = survey.answer;
  const words = t('headScore', { score, word: t(`score.${score}`) });
  return (
    <span className={classes['head']} title={words}>
      <ScoreFace score={score} />
      <span className="num">{t('ofFive', { score })}</span>
    </span>
  );
};
