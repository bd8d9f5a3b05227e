/** `npm run bench -- NAME [arguments]`: one benchmark, measured beside its peers in the same run. */
const BENCHES: Readonly<Record<string, string>> = {
  match: "词条匹配，与同类软件包并列",
  pages: "网页从字节到问题，与 htmlparser2 空处理、cheerio + aho-corasick 并列",
  listings: "大量短商品：时间、峰值内存、两个线程与一个线程（--count 1000000）",
  rules: "从文段到问题：匹配、分词、规则各占多少",
  registry: "注册库导入与查询",
  segmenters: "分词器：检出、误判、速度、载入、内存，与 nodejieba 并列",
  ocr: "图片文字识别：一个与两个进程、长图、缓存，与 @gutenye/ocr-node、tesseract.js 并列",
};

const [name = "", ...rest] = process.argv.slice(2);
if (!(name in BENCHES)) {
  const list = Object.entries(BENCHES).map(([id, about]) => `  npm run bench -- ${id.padEnd(10)} ${about}`);
  process.stderr.write(`请指定一项：\n${list.join("\n")}\n参数见 bench/README.md\n`);
  process.exitCode = name === "" || name === "--help" ? 0 : 2;
} else {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(`./${name}/run.js`);
}
