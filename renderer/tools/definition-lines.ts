import type { TFunction } from 'i18next';
import type { approvedPart } from '#shared/tools/digest.ts';
import { formatTemplate } from '#shared/tools/template-text.ts';
import type { Parameter } from '#shared/tools/tool.ts';

type Words = TFunction<'tools'>;
type Approved = ReturnType<typeof approvedPart>;

const parameterLine = (
  { name, label, kind, isRequired, from, choices, least, most, allowed, longest, secret }: Parameter,
  t: Words,
): string => {
  const limits = {
    choice: choices.join(' | '),
    integer: `${least} – ${most}`,
    text: `[${allowed}] ≤ ${longest}`,
  } as const;
  const parts = [
    `{${name}} ${label.en} / ${label['zh-CN']}`,
    t(`kindOf.${kind}`),
    kind in limits ? limits[kind as keyof typeof limits] : '',
    isRequired ? t('field.required') : '',
    from.length > 0 ? `${t('field.from')}: ${from.join(', ')}` : '',
    secret
      ? `${t('field.secret')}: ${t(`secret.${secret.by}`)} ${secret.by === 'variable' ? secret.variable : ''}`
      : '',
  ];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' · ');
};

/** A definition line by line, all that an approval is about: two of them side by side show what differs. */
export const definitionLines = (definition: Approved, t: Words): readonly string[] => {
  const { name, purpose, toolClass, risk, neededRole, mode, timeLimitS, outputLimitBytes } = definition;
  return [
    `${t('field.name')}: ${name.en} / ${name['zh-CN']}`,
    `${t('field.purpose')}: ${purpose.en} / ${purpose['zh-CN']}`,
    `${t('kind')}: ${t(`class.${toolClass}`)}`,
    `${t('risk')}: ${t(`risk.${risk}`)}`,
    `${t('who')}: ${t(`role.${neededRole}`)}`,
    `${t('output')}: ${t(`mode.${mode}`)}`,
    `${t('field.timeLimit')}: ${timeLimitS}`,
    `${t('field.outputLimit')}: ${Math.round(outputLimitBytes / 1024)}`,
    `${t('confirmation')}: ${t(definition.confirms ? 'confirmsYes' : 'confirmsNo')}`,
    ...(definition.copiesScript === true ? [t('field.copiesScript')] : []),
    ...definition.parameters.map((parameter) => parameterLine(parameter, t)),
    ...definition.files.map(
      ({ name: file, label, path, scope }) =>
        `{${file}} ${label.en} / ${label['zh-CN']} · ${path} · ${t(`scope.${scope ?? 'file'}`)}`,
    ),
    ...definition.variants.flatMap(({ platform, programs, argv, getting }) => [
      `${t(`platform.${platform}`)}: ${programs.join(' | ')}`,
      ...formatTemplate(argv)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `    ${line}`),
      `    ${t('field.getting')}: ${getting.en} / ${getting['zh-CN']}`,
    ]),
  ];
};
