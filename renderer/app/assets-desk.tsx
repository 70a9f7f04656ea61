import { AssetsView } from '#renderer/assets/assets-view.tsx';
import type { AssetSlot } from '#renderer/assets/asset-panel.tsx';
import { AssetLogs } from '#renderer/logs/asset-logs.tsx';
import { SubjectChecks } from '#renderer/checks/subject-checks.tsx';

const AtAsset: AssetSlot = ({ ciId }) => (
  <>
    <AssetLogs ciIds={[ciId]} />
    <SubjectChecks subject={{ siteId: null, assetId: ciId }} />
  </>
);

/** The assets, with what they take from other features: the logs and the checks of one. */
export const AssetsDesk = () => <AssetsView AtAsset={AtAsset} />;
