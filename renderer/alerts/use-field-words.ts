import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { RuleContent } from '#shared/alerts/rule.ts';
import type { RuleField } from './rule-differences.ts';

/** What a field of a rule says in words; undefined where its value is the words. */
export const useFieldWords = (): ((field: RuleField, content: RuleContent) => string | undefined) => {
  const { t } = useTranslation('alerts');
  const { t: checks } = useTranslation('checks');
  const format = useFormat();
  const yesNo = (is: boolean): string => (is ? t('yes') : t('no'));
  return (field, content) => {
    const { threshold, automation, diagnostic, keyedBy } = content;
    switch (field) {
      case 'severity':
        return t(`severity.${content.severity}`);
      case 'platforms':
        return format.series(content.platforms.map((each) => t(`platform.${each}`)));
      case 'threshold':
        return threshold.count === 1
          ? t('times', { count: 1 })
          : `${t('times', { count: threshold.count })} / ${format.number(threshold.withinSeconds)} s`;
      case 'coolDownSeconds':
        return format.number(content.coolDownSeconds);
      case 'keyedBy':
        return keyedBy ? t(`key.${keyedBy}`) : t('key.none');
      case 'impact':
      case 'urgency':
        return t(`level.${content[field]}`);
      case 'automation':
        return automation.do === 'ticket' ? t(`automation.${automation.language}`) : t('automation.notify');
      case 'diagnostic':
        if (!diagnostic) return t('lookAt.none');
        return [
          checks(`kind.${diagnostic.kind}`),
          diagnostic.from === 'given' ? diagnostic.given : t(`target.${diagnostic.from}`),
          ...(diagnostic.port === null ? [] : [String(diagnostic.port)]),
        ].join(' · ');
      case 'flags':
        return yesNo(content.flags === 'i');
      case 'active':
        return yesNo(content.active);
      default:
        return undefined;
    }
  };
};
