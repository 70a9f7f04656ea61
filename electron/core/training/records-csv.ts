import { BYTE_ORDER_MARK, csvLine } from '#shared/base/csv.ts';
import { TRAINING_MARK } from '#shared/practice/mark.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
import type { Course, TrainingMatrix } from '#shared/training/operations.ts';
import { percentOf } from '#shared/training/score.ts';
import type { CourseStanding } from '#shared/training/standing.ts';
import type { Turns } from '../turns.ts';

type CsvLanguage = 'en' | 'zh-CN';

const words = {
  en: {
    heads: [
      'Person',
      'Course',
      'Title',
      'State',
      'Due on',
      'Overdue',
      'Passed on',
      'Version',
      'Score %',
      'Valid until',
    ],
    passed: 'passed',
    todo: 'to do',
    free: 'not assigned',
    expired: 'to be repeated: expired',
    changed: 'to be repeated: new version',
    yes: 'yes',
  },
  'zh-CN': {
    heads: ['人员', '课程', '标题', '状态', '截止日期', '逾期', '通过日期', '版本', '得分 %', '有效期至'],
    passed: '已通过',
    todo: '待学习',
    free: '未分配',
    expired: '需重修：已过期',
    changed: '需重修：有新版本',
    yes: '是',
  },
} as const;

const stateOf = ({ state, why, isAsked }: CourseStanding, language: CsvLanguage): string => {
  const said = words[language];
  if (state === 'passed') return said.passed;
  return why === null ? (isAsked ? said.todo : said.free) : said[why];
};

const variantIn = ({ variants }: Course, language: CsvLanguage) =>
  variants.find((variant) => variant.language === language) ?? variants[0];

interface ListOptions {
  readonly language: CsvLanguage;
  /** The day of a moment where the desk is, `YYYY-MM-DD`. */
  readonly dayOf: (at: Date) => string;
  /** Of a training desk: each line says so. */
  readonly isPractice: boolean;
}

/** One line for each person and course, gaps among them: what a spreadsheet can sort and count. */
export const recordsCsv = async (
  { courses, people }: TrainingMatrix,
  { language, dayOf, isPractice }: ListOptions,
  turns: Turns,
): Promise<string> => {
  const said = words[language];
  const head = isPractice ? [trainingEnvelope.csvColumn] : [];
  const mark = isPractice ? [TRAINING_MARK] : [];
  const parts = [BYTE_ORDER_MARK, csvLine([...said.heads, ...head])];
  for (const { person, standings } of people) {
    for (const [place, course] of courses.entries()) {
      const variant = variantIn(course, language);
      const standing = standings[place];
      if (!standing) continue;
      const { pass } = standing;
      parts.push(
        csvLine([
          person.name,
          variant?.number ?? '',
          variant?.title ?? '',
          stateOf(standing, language),
          standing.dueOn ?? '',
          standing.isOverdue ? said.yes : '',
          pass ? dayOf(new Date(pass.at)) : '',
          pass ? String(pass.version) : '',
          pass ? String(percentOf(pass)) : '',
          pass?.validUntil ?? '',
          ...mark,
        ]),
      );
    }
    if (turns.due) await turns.rest();
  }
  return parts.join('');
};
