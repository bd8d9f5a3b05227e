/** A function that shops add to devices: how pages say it, and what registered text must say for it to be covered. */
export interface DeviceFunction {
  readonly name: string;
  readonly says: readonly string[];
  readonly covers: readonly string[];
}

/** From enforcement cases and shop pages; a function is asked for only where its certificate describes the device. */
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
