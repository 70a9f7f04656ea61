import { useMemo } from 'react';
import { IconCircleCheck, IconHammer, IconHelpCircle, IconShare2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { answersOf, nameOf, type DiagnosisTree, type TreeNode } from '#shared/diagnosis/tree.ts';
import { useDiagnosisLanguage } from './use-diagnosis-language.ts';
import classes from './editor.module.css';

/** Each node once, in the order one comes to it, with how deep; what nothing leads to comes last, without a depth. */
const inOrder = (tree: DiagnosisTree): readonly { readonly node: TreeNode; readonly depth: number | null }[] => {
  const byId = new Map(tree.nodes.map((node) => [node.id, node]));
  const found = new Map<string, number>();
  const visit = (id: string, depth: number): void => {
    const node = byId.get(id);
    if (!node || found.has(id)) return;
    found.set(id, depth);
    for (const { to } of answersOf(node)) visit(to.node, depth + 1);
  };
  visit(tree.start, 0);
  return [
    ...[...found].flatMap(([id, depth]) => {
      const node = byId.get(id);
      return node ? [{ node, depth }] : [];
    }),
    ...tree.nodes.filter(({ id }) => !found.has(id)).map((node) => ({ node, depth: null })),
  ];
};

const iconOf = (node: TreeNode) =>
  node.kind === 'ask'
    ? IconHelpCircle
    : node.kind === 'do'
      ? IconHammer
      : node.resolution
        ? IconCircleCheck
        : IconShare2;

interface OutlineProps {
  readonly tree: DiagnosisTree;
  readonly onGoTo: (node: string) => void;
}

/** The tree as one walks it: what each node asks and where its answers lead. */
export const Outline = ({ tree, onGoTo }: OutlineProps) => {
  const { t } = useTranslation('diagnosis');
  const language = useDiagnosisLanguage();
  const nodes = useMemo(() => inOrder(tree), [tree]);
  return (
    <ol className={classes['outline']}>
      {nodes.map(({ node, depth }) => {
        const Icon = iconOf(node);
        return (
          <li key={node.id} data-depth={Math.min(depth ?? 0, 5)}>
            <button type="button" onClick={() => onGoTo(node.id)}>
              <Icon size={14} stroke={1.6} aria-hidden />
              <span className="mono">{node.id}</span>
              <span className="cut soft" title={node.text[language]}>
                {node.kind === 'end' ? node.text[language] : nameOf(node)[language]}
              </span>
            </button>
            {node.kind === 'end' && (
              <p className="muted small">
                {node.resolution ? `${t('resolves')} · ${node.resolution.code}` : t('passesOn')}
              </p>
            )}
            {depth === null && (
              <p className="risk-ink small">
                <RiskGlyph /> {t('unreachable')}
              </p>
            )}
            <ul>
              {answersOf(node).map(({ key, label, to }) => (
                <li key={key}>
                  <button type="button" onClick={() => onGoTo(to.node)}>
                    <span className="cut" title={label[language]}>
                      {label[language]}
                    </span>
                    <span aria-hidden>→</span>
                    <span className="mono">{to.node}</span>
                    {to.isRetry && <span className="muted small">{t('retry')}</span>}
                  </button>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
};
