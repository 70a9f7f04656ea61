import { dateTimeText } from '#renderer/ui/date-time-text.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { DrawnSignature } from '#renderer/survey/drawn-signature.tsx';
import type { ReportModel } from '#shared/report/model.ts';
import { Part } from './paper-part.tsx';
import { Words } from './words.tsx';
import classes from './paper.module.css';

/** The technician's typed name; the requester's drawing or typed name, or a line to sign on. */
export const Signatures = ({ model }: { readonly model: ReportModel }) => {
  const { satisfaction, technician, requester } = model;
  const signature = satisfaction?.signature;
  return (
    <Part of={(t) => t('signatures')}>
      <div className={classes['signatures']}>
        <div>
          <div className={classes['hand']}>
            <span lang={langOf(technician)}>{technician}</span>
          </div>
          <p>
            <Words of={(t) => t('technicianTyped')} />
          </p>
        </div>
        <div>
          <div className={classes['hand']}>
            {signature?.way === 'drawn' && (
              <DrawnSignature strokes={signature.strokes} label={satisfaction?.answeredBy ?? ''} />
            )}
            {signature?.way === 'typed' && <span lang={langOf(signature.name)}>{signature.name}</span>}
          </div>
          <p>
            <Words of={(t) => (signature?.way === 'typed' ? t('requesterTyped') : t('requester'))} />
            <span>
              {signature
                ? `${satisfaction?.answeredBy ?? ''}, ${dateTimeText(new Date(satisfaction?.at ?? 0))}`
                : (requester ?? '')}
            </span>
          </p>
        </div>
      </div>
    </Part>
  );
};
