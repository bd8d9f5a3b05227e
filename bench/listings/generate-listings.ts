import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** Invented copy of inserts and shops; a third of the listings breaks a rule. */
const SENTENCES = [
  "本品用于缓解轻至中度疼痛，如头痛、关节痛、牙痛。",
  "大屏显示，一键测量，双人记忆各九十组，家里老人也看得清。",
  "柔软透气的无纺布背衬，贴合皮肤，不易移位。",
  "请仔细阅读产品说明书或者在医务人员的指导下购买和使用。",
  "产品应贮存在相对湿度不超过百分之八十、通风良好的室内。",
  "下单后四十八小时内发货，支持七天无理由退货。",
  "包装内含主机一台、袖带一条、说明书一份。",
  "三个疗程彻底告别颈椎病，不复发。",
];
const PLAIN = SENTENCES.length - 1;

/** A file of short listings as JSON Lines, the same for the same count. */
export async function generateListings(path: string, count: number): Promise<number> {
  const stream = createWriteStream(path);
  let seed = 7;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 16) % below;
  };
  let bytes = 0;
  for (let id = 0; id < count; id++) {
    const text = Array.from(
      { length: 1 + next(3) },
      () => SENTENCES[next(3) === 0 ? next(SENTENCES.length) : next(PLAIN)],
    );
    const kind = next(2) === 0 ? "drug" : "device";
    const line = `${JSON.stringify({ id: `sku-${id}`, kind, title: "某某牌家用血压计", text: text.join("") })}\n`;
    bytes += Buffer.byteLength(line);
    if (!stream.write(line)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
  return bytes;
}
