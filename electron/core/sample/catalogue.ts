import * as z from 'zod';
import { surveyLanguages } from '#shared/survey/answer.ts';
import { channels, holdReasons, resolutionCodes, ticketKinds } from '#shared/tickets/ticket.ts';
import englishCases from '../../../resources/sample/cases-en.json' with { type: 'json' };
import chineseCases from '../../../resources/sample/cases-zh.json' with { type: 'json' };
import problems from '../../../resources/sample/problems.json' with { type: 'json' };
import teams from '../../../resources/sample/teams.json' with { type: 'json' };

const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const text = z.string().min(1);
const report = z.strictObject({ title: text, description: text });

/** Something that goes wrong at a desk: how it is reported the first time and again, how it is found and mended. */
const supportCase = z.strictObject({
  kind: z.enum(ticketKinds),
  channel: z.enum(channels),
  group: text,
  category: text,
  impact: level,
  urgency: level,
  major: z.boolean(),
  reports: z.tuple([report, report]),
  notes: z.array(text),
  comment: text.nullable(),
  hold: z.strictObject({ reason: z.enum(holdReasons), comment: text.nullable() }).nullable(),
  resolution: z.strictObject({ code: z.enum(resolutionCodes), text }),
});
export type SupportCase = z.output<typeof supportCase>;

/** People of one language, and what they say in every case. */
const team = z.strictObject({
  noArticle: z.array(text).min(1),
  /** That somebody has begun. */
  acknowledge: z.array(text).min(1),
  /** How it goes, before anything is known that only this case has. */
  progress: z.strictObject({ incident: z.array(text).min(1), request: z.array(text).min(1) }),
  ask: z.array(text).min(1),
  reopened: text,
  language: z.enum(surveyLanguages),
  /** What requesters write at hand-over. */
  opinions: z.strictObject({
    pleased: z.array(text).min(1),
    middling: z.array(text).min(1),
    displeased: z.array(text).min(1),
  }),
  technicians: z.array(z.strictObject({ name: text, groups: z.array(text).min(1) })).min(1),
  requesters: z.array(text).min(1),
});
export type Team = z.output<typeof team>;

export interface TeamCases {
  readonly team: Team;
  readonly cases: readonly SupportCase[];
}

/** Throws if the files under `resources/sample` do not hold what they should. */
export const loadCatalogue = (): readonly TeamCases[] => [
  { team: team.parse(teams.english), cases: z.array(supportCase).parse(englishCases) },
  { team: team.parse(teams.chinese), cases: z.array(supportCase).parse(chineseCases) },
];

/** The cause behind several cases: which reports are its tickets, and how far somebody has come with it. */
const sampleProblem = z.strictObject({
  /** Titles of reports, in any language. */
  reports: z.array(text).min(1),
  title: text,
  description: text,
  category: text,
  impact: level,
  urgency: level,
  group: text,
  /** Null: the person at the console. */
  owner: text.nullable(),
  note: text,
  rootCause: text.nullable(),
  workaround: text.nullable(),
});
export type SampleProblem = z.output<typeof sampleProblem>;

/** Throws as `loadCatalogue` does. */
export const loadProblems = (): readonly SampleProblem[] => z.array(sampleProblem).parse(problems);
