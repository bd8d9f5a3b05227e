// Written by scripts/build-certificate-words.ts from dictionaries/registry/words/*.yaml. Do not edit.

/** A function that shops add to devices: how pages say it, and what registered text must say for it to be covered. */
export interface DeviceFunction {
  readonly name: string;
  readonly says: readonly string[];
  readonly covers: readonly string[];
}

export const DEVICE_FUNCTIONS: readonly DeviceFunction[] = [
  {
    name: "心率预警",
    says: ["心率预警", "心率报警", "心率异常预警", "心率异常提醒", "心率过速提醒", "心率过缓提醒"],
    covers: ["心率预警", "心率报警", "报警", "心率异常"],
  },
  {
    name: "房颤或心律不齐检测",
    says: [
      "房颤检测",
      "房颤筛查",
      "房颤提示",
      "房颤预警",
      "检测房颤",
      "心律不齐检测",
      "心律不齐提示",
      "心律失常检测",
      "心律失常预警",
    ],
    covers: ["房颤", "心律不齐", "心律失常", "心律不规则", "不规则脉波", "不规则脉搏"],
  },
  {
    name: "心电监测",
    says: ["心电监测", "心电图监测", "心电检测", "测心电", "ECG心电", "心电图功能", "一键心电"],
    covers: ["心电", "ECG"],
  },
  { name: "血氧监测", says: ["血氧监测", "血氧检测", "血氧饱和度检测", "测血氧", "血氧测量"], covers: ["血氧"] },
  { name: "血糖监测", says: ["血糖监测", "测血糖", "无创血糖", "血糖检测", "血糖测量"], covers: ["血糖", "葡萄糖"] },
  { name: "血压测量", says: ["测血压", "血压监测", "血压测量", "血压检测"], covers: ["血压"] },
  { name: "尿酸检测", says: ["测尿酸", "尿酸检测", "尿酸监测"], covers: ["尿酸"] },
  { name: "血脂检测", says: ["测血脂", "血脂检测", "血脂监测"], covers: ["血脂", "胆固醇", "甘油三酯"] },
  { name: "体温测量", says: ["测体温", "体温监测", "体温测量功能"], covers: ["体温", "温度", "测温"] },
  {
    name: "呼吸暂停筛查",
    says: ["呼吸暂停筛查", "睡眠呼吸暂停监测", "睡眠监测", "鼾症筛查", "睡眠分析"],
    covers: ["睡眠", "呼吸暂停", "鼾"],
  },
  {
    name: "人工智能诊断",
    says: ["AI诊断", "智能诊断", "AI辅助诊断", "AI智能诊断", "人工智能诊断"],
    covers: ["诊断", "人工智能", "AI"],
  },
  { name: "雾化", says: ["雾化功能", "自带雾化", "可雾化", "雾化吸氧一体"], covers: ["雾化"] },
  { name: "负离子", says: ["负离子功能", "负离子净化", "释放负离子"], covers: ["负离子"] },
  {
    name: "红外或红光照射",
    says: ["红光理疗", "红外理疗", "远红外功能", "远红外理疗", "红光照射功能"],
    covers: ["红外", "红光", "光"],
  },
  { name: "磁疗", says: ["磁疗功能", "磁疗作用", "磁热理疗", "磁石理疗"], covers: ["磁"] },
  {
    name: "微电流或电刺激",
    says: ["微电流导入", "微电流功能", "低频脉冲功能", "EMS微电流", "中频理疗功能"],
    covers: ["电流", "脉冲", "电刺激", "低频", "中频", "电极"],
  },
  { name: "热敷", says: ["加热热敷", "热敷功能", "恒温热敷", "自发热功能"], covers: ["热", "温"] },
  {
    name: "抗菌",
    says: ["银离子抗菌", "纳米银抗菌", "抗菌功能", "杀菌功能", "紫外线杀菌"],
    covers: ["抗菌", "抑菌", "银", "杀菌", "消毒", "灭菌", "紫外"],
  },
  {
    name: "给药或透皮吸收",
    says: ["透皮给药", "药物导入功能", "中药导入", "缓释给药"],
    covers: ["给药", "药物", "药液", "导入", "透皮"],
  },
  {
    name: "远程监护",
    says: ["远程监护", "远程诊疗", "远程问诊功能", "实时监护上传"],
    covers: ["远程", "无线", "蓝牙", "网络", "传输", "通讯", "通信", "APP", "软件"],
  },
];

/** What a product is, by the last words of its name: one row a sort. */
export const PRODUCT_HEADS: readonly (readonly string[])[] = [
  ["血压计", "血压仪", "血压监护", "测压仪"],
  ["血糖仪", "血糖试纸", "血糖试条", "血糖监测", "血糖测试", "葡萄糖监测"],
  ["体温计", "温度计", "体温枪", "额温枪", "耳温枪", "测温仪", "体温贴"],
  ["血氧仪", "血氧饱和度", "脉搏血氧"],
  ["注射器"],
  ["输液器"],
  ["注射针", "胰岛素针", "采血针"],
  ["口罩"],
  ["防护服", "隔离衣"],
  ["手套"],
  ["避孕套", "安全套"],
  ["接触镜", "隐形眼镜", "美瞳", "角膜塑形镜"],
  ["轮椅"],
  ["助听器"],
  ["雾化器", "雾化机"],
  ["制氧机", "氧气机", "制氧器"],
  ["呼吸机", "呼吸器"],
  ["创可贴", "创口贴"],
  ["敷料", "敷贴", "冷敷", "退热贴", "降温贴", "退烧贴", "面膜", "凝胶", "膏药", "贴膏"],
  ["棉签", "棉球", "棉棒"],
  ["绷带"],
  ["早孕", "验孕", "绒毛膜促性腺"],
  ["拐杖", "助行器"],
  ["护理床", "病床"],
  ["按摩器", "理疗仪", "治疗仪", "治疗机", "烤灯"],
  ["义齿", "假牙"],
  ["牙膏", "牙刷", "洁牙"],
  ["导尿"],
  ["缝合线"],
  ["支架"],
];

/** Words that make another product of a name they stand before. */
export const NAME_MODIFIERS: readonly string[] = [
  "复方",
  "小儿",
  "儿童",
  "婴儿",
  "一次性使用",
  "一次性",
  "医用",
  "无菌",
  "电子",
  "臂式",
  "腕式",
  "红外",
  "全自动",
  "半自动",
  "强力",
  "速效",
  "特效",
  "浓缩",
  "无糖",
  "新",
];

/** Attributes whose value is the name of the product. */
export const NAME_LABELS: readonly string[] = [
  "产品名称",
  "注册名称",
  "通用名称",
  "通用名",
  "品名",
  "药品名称",
  "药品通用名",
  "医疗器械名称",
  "产品注册名称",
  "备案名称",
];

/** Words of attributes whose whole value may be a number without its marker words. */
export const NUMBER_LABELS: readonly string[] = ["注册证", "批准文号", "备案", "准字", "证号", "许可证", "文号"];

export const IMPORTED_WORDS: readonly string[] = ["原装进口", "原瓶进口", "整机进口", "全进口", "进口"];

export const DOMESTIC_WORDS: readonly string[] = ["国产", "国货", "大陆生产", "中国大陆", "中国制造"];

export const FOREIGN_COUNTRIES: readonly string[] = [
  "美国",
  "德国",
  "日本",
  "法国",
  "英国",
  "瑞士",
  "韩国",
  "意大利",
  "瑞典",
  "丹麦",
  "荷兰",
  "比利时",
  "澳大利亚",
  "新西兰",
  "加拿大",
  "以色列",
  "奥地利",
  "爱尔兰",
  "西班牙",
  "印度",
  "泰国",
  "马来西亚",
  "海外",
];

/** Units of models and sizes; those of one dimension are compared by their factors. */
export const UNITS: readonly { readonly unit: string; readonly dimension: string; readonly factor: number }[] = [
  { unit: "MM", dimension: "length", factor: 1 },
  { unit: "毫米", dimension: "length", factor: 1 },
  { unit: "CM", dimension: "length", factor: 10 },
  { unit: "厘米", dimension: "length", factor: 10 },
  { unit: "M", dimension: "length", factor: 1000 },
  { unit: "米", dimension: "length", factor: 1000 },
  { unit: "UL", dimension: "volume", factor: 0.001 },
  { unit: "ML", dimension: "volume", factor: 1 },
  { unit: "毫升", dimension: "volume", factor: 1 },
  { unit: "L", dimension: "volume", factor: 1000 },
  { unit: "升", dimension: "volume", factor: 1000 },
  { unit: "MG", dimension: "mass", factor: 1 },
  { unit: "毫克", dimension: "mass", factor: 1 },
  { unit: "G", dimension: "mass", factor: 1000 },
  { unit: "克", dimension: "mass", factor: 1000 },
  { unit: "KG", dimension: "mass", factor: 1000000 },
  { unit: "FR", dimension: "Fr", factor: 1 },
  { unit: "F", dimension: "Fr", factor: 1 },
  { unit: "D", dimension: "D", factor: 1 },
  { unit: "度", dimension: "D", factor: 1 },
  { unit: "#", dimension: "#", factor: 1 },
  { unit: "号", dimension: "#", factor: 1 },
];

/** Characters behind digits that make them a count and no number. */
export const COUNTED = "支片盒袋瓶粒贴包个只元件套片枚丸板条台把卷付副米年月日天次倍%MGKC￥¥人";

/** Stated classes of dispensing, in the order in which they are looked for. */
export const DISPENSING_WORDS: readonly {
  readonly word: string;
  readonly rx: "rx" | "otc" | "otc-a" | "otc-b";
  readonly name: string;
}[] = [
  { word: "甲类非处方药", rx: "otc-a", name: "甲类非处方药" },
  { word: "乙类非处方药", rx: "otc-b", name: "乙类非处方药" },
  { word: "甲类OTC", rx: "otc-a", name: "甲类非处方药" },
  { word: "乙类OTC", rx: "otc-b", name: "乙类非处方药" },
  { word: "OTC甲类", rx: "otc-a", name: "甲类非处方药" },
  { word: "OTC乙类", rx: "otc-b", name: "乙类非处方药" },
  { word: "非处方药", rx: "otc", name: "非处方药" },
  { word: "OTC", rx: "otc", name: "非处方药" },
  { word: "处方药", rx: "rx", name: "处方药" },
];
