import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { compileRules } from "../../src/rules/compile-rules.js";
import { cleanSamples, formatModel, ownSamples, samplesOf, train } from "./train-model.js";

const { values } = parseArgs({
  options: {
    cases: { type: "string", multiple: true, default: [] },
    clean: { type: "string", multiple: true, default: [] },
    out: { type: "string" },
    min: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help || values.out === undefined) {
  process.stdout.write(
    "npx tsx corpora/voice/train.ts [--cases DIR]… [--clean FILE]… --out FILE\n\n" +
      "用 corpora/ 与 --cases 的标注文本训练语气模型，写出词典文件。留出检验见 cross.ts。\n",
  );
  process.exit(values.help ? 0 : 2);
}
const { lexicon } = compileRules(loadDictionary());
const own = ownSamples();
const real = values.cases.flatMap((folder) => samplesOf(folder));
const clean = values.clean.flatMap(cleanSamples);
const model = train(lexicon, [...own, ...real, ...clean], values.min === undefined ? undefined : Number(values.min));
const sets = `${own.length} 条自拟文本、${real.length} 条公开文本、${clean.length} 条登记与说明书文本`;
writeFileSync(values.out, formatModel(model, sets));
