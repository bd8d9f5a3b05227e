/**
 * What the generator writes for a character. Collected apart from `dictionaries/variants/`, by what reads naturally in
 * a title: a matcher that knows only its own table must not score full marks here.
 */
const rows = (text: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    text.split(" ").map((row) => {
      const [character = "", ...others] = Array.from(row);
      return [character, others];
    }),
  );

/** Character and what sounds the same, usual and rare. */
export const HOMOPHONES = rows(
  "最蕞嘴醉 第弟递 佳嘉珈 极级 级极及 国果郭 家佳嘉 治智志 疗聊辽僚 愈俞预裕 根跟茛 效笑孝 病并柄 药耀 糖唐溏 血雪 压鸭 高糕羔 肿冢 " +
    "炎严盐 肝甘 肾慎 胃味 脂枝 减剪 祛驱 斑班 保堡 证正 永泳 久玖 绝决 顶鼎 首手守 选癣 唯惟维 独毒 神申 奇琦 特忒 彻澈 底邸 " +
    "消肖 抗亢 毒独 全权 壮状 补卜 免勉 零伶 副付 百佰 纯莼 真珍 天添 断段 疹诊 敏皿 康慷 健键 防房 专砖 好郝 一壹 无吴 安氨 " +
    "品榀 销硝 冠官 领岭 先仙 秒渺 速素 快筷 包苞 牌排 质智 优幽 强墙 王亡 万腕 能恁 世示 界介",
);

/** Character and what is drawn alike. */
export const LOOKALIKES = rows(
  "最朂 第笫苐 佳隹 级汲 治冶洽 疗疔 癌嵒 顶项 天夭 无旡 不丕 一弌 二弍 三弎 万卍 唯惟 愈瑜 药钥 脂酯 效郊 彻沏 底厎 除涂 " +
    "胃冒 血皿 免兔 专専 消逍 特持 首酋 品晶 根垠 国囶 百佰 千仟 祛袪 瘦廋 大夶 人亾 中狆 优犹 未末 己已 品晶",
);

export const SPLITS = Object.fromEntries(
  (
    "治氵台 疗疒了 病疒丙 佳亻圭 级纟及 极木及 根木艮 强弓虽 效交攵 药艹约 糖米唐 炎火火 湿氵显 减冫咸 顶丁页 唯口隹 独犭虫 神礻申 " +
    "特牜寺 消氵肖 除阝余 抗扌亢 纯纟屯 绝纟色 肝月干 脂月旨 证讠正 祛礻去 保亻呆 健亻建 降阝夆 癌疒喦 痛疒甬 癣疒鲜 热执灬 感咸心"
  )
    .split(" ")
    .map((row) => {
      const [whole = "", ...parts] = Array.from(row);
      return [whole, [parts.join("")]];
    }),
) as Readonly<Record<string, readonly string[]>>;

export const TRADITIONAL: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(
    "级級国國疗療愈癒药藥顶頂极極优優强強权權专專业業纯純净淨独獨无無万萬与與诊診证證显顯减減绝絕对對压壓肿腫断斷复復发發举舉双雙" +
      "后後当當体體风風热熱贵貴销銷领領军軍质質创創内內灵靈验驗",
  )
    .map((c, i, all) => [c, all[i + 1] ?? ""] as [string, string])
    .filter((_, i) => i % 2 === 0),
);
