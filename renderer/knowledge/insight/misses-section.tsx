import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { MissesPanel } from './misses-panel.tsx';

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** What the library lacks, by what people looked for in it; an article is begun under their words. */
export const MissesSection = () => {
  const { t } = useTranslation('knowledge');
  const failureText = useFailureText();
  const client = useClient();
  const begin = async (title: string): Promise<string | null> => {
    const reply = await client.call('knowledge.begin', {
      kind: 'howto',
      language: isChinese(title) ? 'zh-CN' : 'en',
      content: { title, body: '', category: null, tags: [], audience: 'internal' },
      translates: null,
    });
    if (!reply.ok) {
      announce({ tone: 'failed', text: failureText(reply.failure) });
      return null;
    }
    return reply.value.articleId;
  };
  return (
    <PanelSection title={t('misses')}>
      <MissesPanel onBegin={begin} onBegun={(articleId) => navigate('knowledge', articleId, 'edit')} />
    </PanelSection>
  );
};
