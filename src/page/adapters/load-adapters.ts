import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "yaml";
import { adapterSchema, FACT_FIELDS, type PageAdapter } from "./adapter.js";
import { MAX_ADAPTER_BYTES, MAX_ADAPTER_FILES } from "./limits.js";

/** An adapter cannot be used; the message is a Chinese sentence with file and reason. */
export class AdapterError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
  }
}

/**
 * Reads the adapters of a folder: `.yaml`, `.yml` and `.json` files, each one adapter or a list, in the order of the
 * files' names. Selectors are tried, so that a wrong one is refused here and not on a page.
 *
 * @throws AdapterError
 * @example
 * loadAdapters("adapters/").map(({ id }) => id);
 */
export function loadAdapters(folder: string): readonly PageAdapter[] {
  let names: string[];
  try {
    names = readdirSync(folder)
      .filter((name) => /\.(ya?ml|json)$/i.test(name))
      .sort();
  } catch (cause) {
    throw new AdapterError(`无法读取 --adapters 指定的文件夹 ${folder}：${(cause as Error).message}`, cause);
  }
  if (names.length === 0) throw new AdapterError(`${folder} 里没有 .yaml 或 .json 文件`);
  if (names.length > MAX_ADAPTER_FILES)
    throw new AdapterError(`${folder} 里有 ${names.length} 个文件，上限 ${MAX_ADAPTER_FILES}`);
  const adapters = names.flatMap((name) => readAdapters(join(folder, name)));
  const ids = new Set<string>();
  for (const { id } of adapters) {
    if (ids.has(id)) throw new AdapterError(`${folder} 里有两个适配器都叫 ${id}`);
    ids.add(id);
  }
  return adapters;
}

function readAdapters(path: string): PageAdapter[] {
  if (!statSync(path).isFile()) throw new AdapterError(`${path} 不是文件`);
  if (statSync(path).size > MAX_ADAPTER_BYTES) throw new AdapterError(`${path} 超过 ${MAX_ADAPTER_BYTES} 字节`);
  let value: unknown;
  try {
    value = parse(readFileSync(path, "utf8"), { maxAliasCount: 0 });
  } catch (cause) {
    throw new AdapterError(`${path} 不是合法的 YAML 或 JSON（引号、缩进或括号有误）`, cause);
  }
  return (Array.isArray(value) ? value : [value]).map((one: unknown) => {
    const parsed = adapterSchema.safeParse(one);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue?.path.join(".") || "内容";
      throw new AdapterError(`${path} 的 ${where} 有误：${issue?.message}。facts 中可用：${FACT_FIELDS.join("、")}`);
    }
    const adapter = parsed.data as PageAdapter;
    if (adapter.hosts.length === 0 && adapter.markers.length === 0)
      throw new AdapterError(`${path} 的 ${adapter.id} 没有写 hosts 或 markers，用不到任何网页上`);
    checkSelectors(path, adapter);
    return adapter;
  });
}

function checkSelectors(path: string, { id, facts, attributes }: PageAdapter): void {
  const selectors = [
    ...Object.values(facts).flatMap((places) => places.map(({ select }) => select)),
    ...attributes.flatMap(({ row, name, value }) => [row, name, value]),
  ];
  if (selectors.length === 0) return;
  let load: typeof import("cheerio/slim").load;
  try {
    ({ load } = createRequire(import.meta.url)("cheerio/slim") as typeof import("cheerio/slim"));
  } catch (cause) {
    throw new AdapterError("使用网页适配器需要可选组件 cheerio；请运行 npm install cheerio 后再试", cause);
  }
  const page = load("<p></p>");
  for (const selector of selectors) {
    try {
      page(selector);
    } catch (cause) {
      throw new AdapterError(`${path} 的 ${id}：选择器 ${selector} 有误：${(cause as Error).message}`, cause);
    }
  }
}
