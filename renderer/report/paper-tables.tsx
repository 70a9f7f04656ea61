import { dateTimeText } from '#renderer/ui/date-time-text.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { ReportModel } from '#shared/report/model.ts';
import { minutesText } from '#shared/time/minutes-text.ts';
import { Part } from './paper-part.tsx';
import { Words } from './words.tsx';

const MINUTE = 60_000;

/** When who worked, and how long in all. */
export const TimeTable = ({ work }: { readonly work: ReportModel['work'] }) => (
  <Part of={(t) => t('time')}>
    <table>
      <thead>
        <tr>
          {(['from', 'to', 'work', 'by', 'length'] as const).map((column) => (
            <th key={column} scope="col" data-number={column === 'length' || undefined}>
              <Words of={(t) => t(column)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {work.map(({ startedAt, minutes, work: kind, by }) => (
          <tr key={`${startedAt} ${by} ${kind}`}>
            <td className="num">{dateTimeText(new Date(startedAt))}</td>
            <td className="num">{dateTimeText(new Date(Date.parse(startedAt) + minutes * MINUTE))}</td>
            <td>
              <Words of={(t) => t(`work.${kind}`)} />
            </td>
            <td>{by}</td>
            <td data-number>{minutesText(minutes)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={4}>
            <Words of={(t) => t('total')} />
          </th>
          <td data-number>{minutesText(work.reduce((sum, { minutes }) => sum + minutes, 0))}</td>
        </tr>
      </tfoot>
    </table>
  </Part>
);

/** What was built in or handed out. */
export const PartsTable = ({ parts }: { readonly parts: ReportModel['parts'] }) => (
  <Part of={(t) => t('parts')}>
    <table>
      <thead>
        <tr>
          {(['part', 'number', 'quantity'] as const).map((column) => (
            <th key={column} scope="col" data-number={column === 'quantity' || undefined}>
              <Words of={(t) => t(column)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map(({ name, number, quantity }) => (
          <tr key={`${name} ${number} ${quantity}`}>
            <td lang={langOf(name)}>{name}</td>
            <td className="mono">{number || '–'}</td>
            <td data-number>{quantity}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Part>
);
