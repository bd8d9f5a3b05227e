/**
 * Class II devices that may be sold without a filing (条例 art. 41), by words that a product's name must all have. Source: the
 * NMPA list of 2021, the names from memory: being on it spares a question, being off it accuses nobody.
 */
export const EXEMPT_CLASS_2: readonly (readonly string[])[] = [
  ["体温计"],
  ["血压计"],
  ["血压监"],
  ["轮椅"],
  ["避孕套"],
  ["避孕帽"],
  ["绒毛膜促性腺"],
  ["早孕"],
  ["妊娠", "检测"],
  ["妊娠", "试纸"],
  ["排卵"],
  ["促黄体"],
  ["血糖仪"],
  ["血糖试"],
  ["血糖测"],
  ["葡萄糖试"],
  ["脱脂棉"],
  ["脱脂纱布"],
  ["纱布块"],
  ["纱布片"],
  ["磁疗"],
  ["氧气发生器"],
  ["针灸针"],
  ["三棱针"],
  ["梅花针"],
  ["卫生口罩"],
];

/** Whether one of these names is of a product on the list. */
export function isExemptClass2(names: readonly string[]): boolean {
  return names.some((name) => EXEMPT_CLASS_2.some((words) => words.every((word) => name.includes(word))));
}
