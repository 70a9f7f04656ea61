import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { diagnosticKinds, type Diagnostic, type DiagnosticKind } from '#shared/checks/diagnostic.ts';
import { meanings, outcomes, type Fact, type Finding, type Meaning, type Outcome } from '#shared/checks/finding.ts';
import { measureUnits, type Measure } from '#shared/checks/limits.ts';
import { rootsOf, type RootsOf } from '#shared/checks/roots.ts';
import { targetOf } from '#shared/checks/target.ts';

const isKind = (text: string): text is DiagnosticKind => diagnosticKinds.some((each) => each === text);
const isOutcome = (text: string): text is Outcome => outcomes.some((each) => each === text);
const isMeaning = (text: string): text is Meaning => meanings.some((each) => each === text);

const isRoots = (text: string): text is RootsOf => rootsOf.some((each) => each === text);

const MINUTE_MS = 60_000;

/** How findings and checks are said in the language on screen. */
export const useCheckWords = () => {
  const { t } = useTranslation('checks');
  const format = useFormat();
  const now = useNow();
  const measured = ({ key, value }: Measure): string => {
    switch (measureUnits[key]) {
      case 'bytes':
        return format.bytes(value);
      case 's':
        return format.duration(value * 1_000);
      case '%':
        return t('unit.share', { value: format.number(value) });
      case 'days':
        return t('unit.days', { value: format.number(value) });
      case 'ms':
        // A span is cut off at its smallest unit: four hours less a millisecond are not three hours and 59 minutes.
        return Math.abs(value) < 10_000
          ? t('unit.ms', { value: format.number(value) })
          : format.duration(Math.round(value / 1_000) * 1_000);
      case '':
        return format.number(value);
    }
  };
  /** A link is kept as its kind, what it came to and what that means. */
  const linkText = (value: string): string => {
    const [kind = '', outcome = '', meaning = ''] = value.split(' ');
    return isKind(kind) && isOutcome(outcome) && isMeaning(meaning)
      ? t('link', { kind: t(`kind.${kind}`), outcome: t(`outcome.${outcome}`), means: t(`means.${meaning}`) })
      : value;
  };
  const factText = ({ key, value }: Fact): string => {
    if (key === 'validFrom' || key === 'validUntil') return format.day(value, now);
    if (key === 'link') return linkText(value);
    if (key === 'brokenLink' || key === 'doubtfulLink') return isKind(value) ? t(`kind.${value}`) : value;
    if (key === 'trustedBy' || key === 'judgedBy')
      return format.series(value.split(' ').map((each) => (isRoots(each) ? t(`rootsOf.${each}`) : each)));
    return key === 'cutBody' ? format.bytes(Number(value)) : value;
  };
  const what = (diagnostic: Diagnostic): string => {
    const target = targetOf(diagnostic);
    const kind = t(`kind.${diagnostic.kind}`);
    return target === '' ? kind : `${kind} · ${target}`;
  };
  /** As plain text, for whoever has no console. */
  const asText = ({ diagnostic, outcome, meaning, facts, measures, at }: Finding): string =>
    [
      `${what(diagnostic)}: ${t(`outcome.${outcome}`)} (${format.exact(at)})`,
      t(`means.${meaning}`),
      t(`next.${meaning}`),
      ...measures.map((each) => `${t(`measure.${each.key}`)}: ${measured(each)}`),
      ...facts.map((each) => `${t(`fact.${each.key}`)}: ${factText(each)}`),
    ].join('\n');
  return { measured, factText, what, asText, every: (minutes: number) => format.duration(minutes * MINUTE_MS) };
};
