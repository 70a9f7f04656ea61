import { foldLabel } from '../../imports/fold-label.ts';
import { assetStatuses, shippedClasses, type AssetStatus, type ShippedClass } from '../configuration-item.ts';

/** What a column of a list of assets can mean. `attribute`: kept under the column's own name. */
export const importFields = [
  'number',
  'name',
  'class',
  'status',
  'serial',
  'assetTag',
  'manufacturer',
  'model',
  'owner',
  'ownerMail',
  'site',
  'parent',
  'supplier',
  'purchasedOn',
  'warrantyUntil',
  'note',
  'attribute',
] as const;
export type ImportField = (typeof importFields)[number];

export type CsvLanguage = 'en' | 'zh-CN';

type NamedField = Exclude<ImportField, 'attribute'>;

/** Names of columns in English and Chinese: the first of each is what an export writes, the others what lists of other tools carry. */
const labels: Readonly<Record<NamedField, Readonly<Record<CsvLanguage, readonly string[]>>>> = {
  number: { en: ['Number', 'CI number', 'Asset number'], 'zh-CN': ['编号', '配置项编号', '资产编号'] },
  name: {
    en: ['Name', 'Asset name', 'Display name', 'Hostname', 'Host name', 'Computer name', 'Device name', 'Asset'],
    'zh-CN': ['名称', '资产名称', '设备名称', '主机名', '计算机名'],
  },
  class: {
    en: ['Class', 'Type', 'Asset type', 'Category', 'Asset class', 'Product type', 'CI type', 'Device type'],
    'zh-CN': ['类别', '类型', '资产类型', '资产类别', '设备类型', '分类'],
  },
  status: {
    en: ['Status', 'State', 'Asset state', 'Install status', 'Lifecycle status'],
    'zh-CN': ['状态', '资产状态', '使用状态'],
  },
  serial: {
    en: ['Serial number', 'Serial', 'Serial no', 'Serial no.', 'S/N', 'SN', 'Service tag'],
    'zh-CN': ['序列号', '设备序列号', '出厂编号', 'SN 号'],
  },
  assetTag: {
    en: ['Asset tag', 'Tag', 'Inventory number', 'Asset ID', 'Barcode', 'Inventory no.'],
    'zh-CN': ['资产标签', '固定资产编号', '标签号', '条码', '条形码'],
  },
  manufacturer: {
    en: ['Manufacturer', 'Brand', 'Make', 'Vendor name'],
    'zh-CN': ['制造商', '品牌', '厂商', '生产厂家'],
  },
  model: {
    en: ['Model', 'Model name', 'Model ID', 'Product', 'Product name'],
    'zh-CN': ['型号', '规格型号', '产品型号'],
  },
  owner: {
    en: ['Owner', 'Assigned to', 'User', 'Used by', 'Owned by', 'Custodian', 'Assignee', 'Owner name'],
    'zh-CN': ['使用人', '责任人', '所有者', '领用人', '保管人', '负责人'],
  },
  ownerMail: {
    en: ['Owner e-mail', 'Email', 'E-mail', 'User email', 'Assigned to email', 'Owner email'],
    'zh-CN': ['使用人邮箱', '邮箱', '电子邮件', '电子邮箱'],
  },
  site: {
    en: ['Site', 'Location', 'Office', 'Room', 'Place'],
    'zh-CN': ['地点', '位置', '存放地点', '办公地点', '站点'],
  },
  parent: {
    en: ['Part of', 'Parent', 'Parent asset', 'Parent tag', 'Parent serial', 'Connected to'],
    'zh-CN': ['隶属于', '上级资产', '上级', '父级', '所属设备'],
  },
  supplier: { en: ['Supplier', 'Vendor', 'Reseller', 'Purchased from'], 'zh-CN': ['供应商', '供货商', '采购商家'] },
  purchasedOn: {
    en: ['Purchased on', 'Purchase date', 'Purchased', 'Bought', 'Acquisition date', 'Date of purchase'],
    'zh-CN': ['购买日期', '采购日期', '购置日期', '购入日期'],
  },
  warrantyUntil: {
    en: ['Warranty until', 'Warranty end', 'Warranty expiration', 'Warranty expires', 'Warranty expiry', 'Warranty'],
    'zh-CN': ['保修截止', '保修到期', '保修到期日', '质保到期', '维保到期', '保修截止日期'],
  },
  note: { en: ['Note', 'Notes', 'Comment', 'Comments', 'Description', 'Remarks'], 'zh-CN': ['备注', '说明', '描述'] },
};

const isNamed = (field: ImportField): field is NamedField => field !== 'attribute';

const fieldByLabel = new Map(
  importFields
    .filter(isNamed)
    .flatMap((field) =>
      [...labels[field].en, ...labels[field]['zh-CN']].map((label) => [foldLabel(label), field] as const),
    ),
);

/** What an export writes above a column. */
export const labelOf = (field: NamedField, language: CsvLanguage): string => labels[field][language][0] ?? field;

/** What the columns of a header mean, each field once: a second column of the same meaning, and one that nobody knows, is an attribute. */
export const proposeColumns = (header: readonly string[]): readonly (ImportField | null)[] => {
  const taken = new Set<ImportField>();
  return header.map((label) => {
    if (label.trim() === '') return null;
    const field = fieldByLabel.get(foldLabel(label));
    if (field === undefined || taken.has(field)) return 'attribute';
    taken.add(field);
    return field;
  });
};

const classWords: Readonly<Record<ShippedClass, Readonly<Record<CsvLanguage, readonly string[]>>>> = {
  laptop: { en: ['Laptop', 'Notebook', 'Portable'], 'zh-CN': ['笔记本电脑', '笔记本', '便携机'] },
  desktop: {
    en: ['Desktop', 'Workstation', 'PC', 'Computer', 'Tower'],
    'zh-CN': ['台式机', '台式电脑', '工作站', '电脑', '计算机'],
  },
  server: { en: ['Server', 'Virtual server'], 'zh-CN': ['服务器', '虚拟机'] },
  printer: {
    en: ['Printer', 'Multifunction printer', 'MFP', 'Scanner'],
    'zh-CN': ['打印机', '一体机', '复印机', '扫描仪'],
  },
  network_device: {
    en: ['Network device', 'Network equipment', 'Switch', 'Router', 'Access point', 'Firewall', 'Network'],
    'zh-CN': ['网络设备', '交换机', '路由器', '防火墙', '无线接入点'],
  },
  mobile: {
    en: ['Mobile device', 'Phone', 'Smartphone', 'Tablet', 'Mobile', 'Mobile phone'],
    'zh-CN': ['移动设备', '手机', '平板电脑', '平板'],
  },
  software: { en: ['Software', 'Application', 'Licence', 'License'], 'zh-CN': ['软件', '应用', '许可证'] },
  service: { en: ['Service', 'Business service', 'IT service'], 'zh-CN': ['服务', '业务服务'] },
  other: { en: ['Other'], 'zh-CN': ['其他', '其它'] },
};

const statusWords: Readonly<Record<AssetStatus, Readonly<Record<CsvLanguage, readonly string[]>>>> = {
  ordered: { en: ['Ordered', 'On order', 'Requested'], 'zh-CN': ['已订购', '在途', '采购中'] },
  in_stock: {
    en: ['In stock', 'Stock', 'Available', 'Ready to deploy', 'In store', 'Spare'],
    'zh-CN': ['在库', '库存', '闲置', '备用'],
  },
  in_use: {
    en: ['In use', 'Deployed', 'Installed', 'Active', 'In production', 'Production', 'Assigned'],
    'zh-CN': ['使用中', '在用', '已领用', '正常'],
  },
  in_repair: {
    en: ['In repair', 'Repair', 'In maintenance', 'Maintenance', 'Out for repair', 'Broken'],
    'zh-CN': ['维修中', '送修', '维修', '故障'],
  },
  retired: {
    en: ['Retired', 'Archived', 'Decommissioned', 'End of life', 'Inactive'],
    'zh-CN': ['已退役', '退役', '停用', '待报废'],
  },
  disposed: { en: ['Disposed of', 'Disposed', 'Scrapped', 'Sold'], 'zh-CN': ['已处置', '已报废', '报废', '已变卖'] },
  lost: { en: ['Lost', 'Missing', 'Stolen', 'Lost/Stolen'], 'zh-CN': ['丢失', '遗失', '被盗'] },
};

const byWord = <Code extends string>(
  codes: readonly Code[],
  words: Readonly<Record<Code, Readonly<Record<CsvLanguage, readonly string[]>>>>,
): ReadonlyMap<string, Code> =>
  new Map(
    codes.flatMap((code) =>
      [code.replaceAll('_', ' '), ...words[code].en, ...words[code]['zh-CN']].map(
        (word) => [foldLabel(word), code] as const,
      ),
    ),
  );

const classByWord = byWord(shippedClasses, classWords);
const statusByWord = byWord(assetStatuses, statusWords);

/** The class that a cell means: a shipped one in either language, else one of the desk's own by its name; undefined if neither. */
export const classIn = (cell: string, added: readonly string[]): string | undefined =>
  classByWord.get(foldLabel(cell)) ?? added.find((name) => foldLabel(name) === foldLabel(cell));

export const statusIn = (cell: string): AssetStatus | undefined => statusByWord.get(foldLabel(cell));

const isShipped = (name: string): name is ShippedClass => shippedClasses.some((each) => each === name);

export const classWord = (name: string, language: CsvLanguage): string =>
  isShipped(name) ? (classWords[name][language][0] ?? name) : name;

export const statusWord = (status: AssetStatus, language: CsvLanguage): string =>
  statusWords[status][language][0] ?? status;
