import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

const PROVINCES = "京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云陕甘";
const MATTERS = [
  "凝胶",
  "冷敷贴",
  "电子血压计",
  "检测试剂盒（酶联免疫法）",
  "一次性使用导管",
  "红外治疗仪",
  "医用口罩",
];
const SCOPES = [
  "用于闭合性软组织的冷敷，适用于急性期的物理降温。",
  "用于体外定量检测人血清中目标蛋白的浓度，供临床辅助诊断。",
  "用于测量人体血压和脉率，适用于成人的家庭自测。",
  "供临床一次性使用，用于输注时的引流和吸引，不得重复使用。",
];
const PARTS = [
  "由背衬、凝胶层和保护层组成；",
  "由主机、袖带、电源适配器组成；",
  "由试剂一、试剂二、校准品和质控品组成；",
];

/** A device registration as large as a real one (about a kilobyte), invented, the same for the same serial. */
export function generatedRow(serial: number): string {
  const pick = <Item>(list: ArrayLike<Item>, step: number): Item => list[(serial * step) % list.length] as Item;
  const year = 2015 + (serial % 10);
  const code = String(1 + (Math.floor(serial / 260_000) % 22)).padStart(2, "0");
  const tail = String(Math.floor(serial / 26) % 10_000).padStart(4, "0");
  const province = PROVINCES[serial % PROVINCES.length] as string;
  const day = `${String(1 + (serial % 12)).padStart(2, "0")}-${String(1 + (serial % 28)).padStart(2, "0")}`;
  return JSON.stringify({
    cert_no: `${province}械注准${year}2${code}${tail}`,
    registrant: `${province}地示例${serial % 5_000}号医疗器械有限公司`,
    registrant_addr: `示例省示例市示例区示例路${serial % 900}号`,
    production_addr: `示例省示例市示例区示例路${serial % 900}号`,
    product_name: `${serial % 97_711}型${pick(MATTERS, 3)}`,
    class: "第二类",
    model_spec: `SL-${serial % 100}、SL-${(serial % 100) + 1}、SL-${(serial % 100) + 2}`,
    composition: pick(PARTS, 3).repeat(4 + (serial % 6)),
    intended_use: pick(SCOPES, 5).repeat(1 + (serial % 3)),
    storage: "常温、避光、通风处保存。",
    authority: "示例省药品监督管理局",
    approval_date: `2020-${day}`,
    valid_until: `2025-${day}`,
  });
}

/** Writes rows as JSON Lines; serials are spread so that numbers do not come in order. */
export async function writeRows(file: string, count: number): Promise<void> {
  const stream = createWriteStream(file, { highWaterMark: 1 << 20 });
  const step = coprimeStep(count);
  for (let i = 0, block = ""; i < count; i++) {
    block += `${generatedRow((i * step) % count)}\n`;
    if (i % 1_000 < 999 && i < count - 1) continue;
    if (!stream.write(block)) await once(stream, "drain");
    block = "";
  }
  stream.end();
  await finished(stream);
}

function coprimeStep(count: number): number {
  let step = Math.floor(count * 0.618) || 1;
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  while (gcd(step, count) !== 1) step++;
  return step;
}
