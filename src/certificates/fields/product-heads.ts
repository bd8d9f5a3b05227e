/** What a product is, by the last words of its name. Two names with different heads from this list are different products. */
const HEADS: readonly (readonly string[])[] = [
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

/** Groups of heads that a name shows. */
export function headsOf(name: string): Set<number> {
  const heads = new Set<number>();
  for (const [group, words] of HEADS.entries()) if (words.some((word) => name.includes(word))) heads.add(group);
  return heads;
}
