import { useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconBook2, IconCopy, IconPencil, IconShieldCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { inLanguage } from '#shared/services/service.ts';
import type { ListedTool } from '#shared/tools/operations.ts';
import { formatTemplate } from '#shared/tools/template-text.ts';
import { variantFor, type ToolPlatform } from '#shared/tools/tool.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { GuideDialog, GuideText } from './guide-dialog.tsx';
import { StandingText } from './standing-text.tsx';
import { useSourceWords } from './use-source-words.ts';
import classes from './tools.module.css';

interface ToolCardProps {
  readonly tool: ListedTool;
  readonly platform: ToolPlatform;
  readonly onClose: () => void;
}

type Asking = 'approve' | 'withdraw' | 'guide';

export const ToolCard = ({ tool, platform, onClose }: ToolCardProps) => {
  const { t } = useTranslation('tools');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const client = useClient();
  const failureText = useFailureText();
  const sourceWords = useSourceWords();
  const mayManage = useAllowed('tools.manage');
  const [asking, setAsking] = useState<Asking>();
  const { definition, standing, isActive } = tool;
  const name = inLanguage(definition.name, format.language);
  const variant = variantFor(definition, platform);
  const group = t('thisView');
  const isApproved = standing.state === 'approved';
  const mayApprove = mayManage && (standing.state === 'unapproved' || standing.state === 'changed');
  const edit = () => navigate('tools', tool.id, 'edit');
  const duplicate = () => navigate('tools', tool.id, 'duplicate');
  const close = () => setAsking(undefined);

  useCommands('tool-card', [
    { id: 'tool.guide', label: t('guideOpen'), group, icon: IconBook2, key: 'F1', run: () => setAsking('guide') },
    ...(mayManage
      ? [
          { id: 'tool.edit', label: t('edit'), group, icon: IconPencil, key: 'e' as const, run: edit },
          { id: 'tool.duplicate', label: t('duplicate'), group, icon: IconCopy, run: duplicate },
        ]
      : []),
    ...(mayApprove
      ? [
          {
            id: 'tool.approve',
            label: t('approve'),
            group,
            icon: IconShieldCheck,
            key: 'a' as const,
            run: () => setAsking('approve'),
          },
        ]
      : []),
  ]);

  const withdraw = async () => {
    close();
    const answer = await client.call('tools.withdraw', { toolId: tool.id });
    announce(
      answer.ok ? { tone: 'done', text: t('withdrawn') } : { tone: 'refused', text: failureText(answer.failure) },
    );
  };
  const setActive = async () => {
    const answer = await client.call('tools.setActive', { toolId: tool.id, isActive: !isActive });
    if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
  };

  return (
    <>
      <ViewHead title={name}>
        <Tooltip label={ui('close')}>
          <ActionIcon aria-label={ui('close')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </ViewHead>
      <ScrollRegion className={classes['card']} label={name}>
        <p className={classes['purpose']}>{inLanguage(definition.purpose, format.language)}</p>
        <PanelSection title={t('approval')} meta={isActive ? t(`standing.${standing.state}`) : t('standing.off')}>
          <div className={classes['state']}>
            <StandingText tool={tool} platform={platform} />
            {mayManage && (
              <div className={classes['buttons']}>
                {mayApprove && (
                  <Button variant="filled" rightSection={<KeyHint keys="a" />} onClick={() => setAsking('approve')}>
                    {t(standing.state === 'changed' ? 'approveAgain' : 'approve')}
                  </Button>
                )}
                {isApproved && <Button onClick={() => setAsking('withdraw')}>{t('withdraw')}</Button>}
                <Button rightSection={<KeyHint keys="e" />} onClick={edit}>
                  {t('edit')}
                </Button>
                <Button variant="subtle" color="gray" onClick={duplicate}>
                  {t('duplicate')}
                </Button>
                <Button variant="subtle" color="gray" onClick={() => void setActive()}>
                  {t(isActive ? 'takeOut' : 'putBack')}
                </Button>
              </div>
            )}
          </div>
        </PanelSection>
        <PanelSection title={t('facts')}>
          <dl className={classes['facts']}>
            <dt>{t('kind')}</dt>
            <dd>{t(`class.${definition.toolClass}`)}</dd>
            <dt>{t('risk')}</dt>
            <dd>{t(`risk.${definition.risk}`)}</dd>
            <dt>{t('who')}</dt>
            <dd>{t(`role.${definition.neededRole}`)}</dd>
            <dt>{t('output')}</dt>
            <dd>{t(`mode.${definition.mode}`)}</dd>
            {definition.mode === 'captured' && (
              <>
                <dt>{t('timeLimit')}</dt>
                <dd>{format.duration(definition.timeLimitS * 1000)}</dd>
              </>
            )}
            <dt>{t('confirmation')}</dt>
            <dd>{t(definition.confirms ? 'confirmsYes' : 'confirmsNo')}</dd>
            {definition.parameters.length > 0 && (
              <>
                <dt>{t('parameters')}</dt>
                <dd>
                  {definition.parameters.map(({ name: parameter, label, from }) => (
                    <p key={parameter}>
                      {t('sources', {
                        label: inLanguage(label, format.language),
                        sources: from.length === 0 ? t('byHand') : from.map(sourceWords).join(', '),
                      })}
                    </p>
                  ))}
                </dd>
              </>
            )}
          </dl>
        </PanelSection>
        {variant && (
          <PanelSection title={t('command')} meta={t('commandHint')}>
            <pre className={classes['template']}>
              {[variant.programs[0] ?? '', formatTemplate(variant.argv)].join('\n').trim()}
            </pre>
          </PanelSection>
        )}
        <PanelSection title={t('guide')} meta={<KeyHint keys="F1" />}>
          <GuideText definition={definition} prefix="tool-card" />
        </PanelSection>
      </ScrollRegion>
      {asking === 'approve' && <ApproveDialog tool={tool} onClose={close} />}
      {asking === 'guide' && <GuideDialog definition={definition} onClose={close} />}
      <ConfirmDialog
        opened={asking === 'withdraw'}
        title={name}
        confirm={t('withdraw')}
        onConfirm={() => void withdraw()}
        onClose={close}
      >
        {t('withdrawAsk')}
      </ConfirmDialog>
    </>
  );
};
