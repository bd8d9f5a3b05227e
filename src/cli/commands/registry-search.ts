import { todayInShanghai } from "../../prepare/day.js";
import { neutralise } from "../../report/neutralise.js";
import { type CertificateMatch, openRegistry } from "../../store/index.js";
import { UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { registryCliError } from "../registry-error.js";

export interface SearchOptions {
  readonly registry: string;
  readonly holder?: string | undefined;
  readonly asOf?: string | undefined;
  readonly limit: number;
  readonly format: "stylish" | "json";
}

/** `medlint registry search NAME`: certificates by product name and holder, best first; 3 where there is none. */
export async function searchRegistry(name: string | undefined, options: SearchOptions, io: Io): Promise<number> {
  const { holder, limit, asOf = todayInShanghai() } = options;
  if ((name ?? "").trim() === "" && (holder ?? "").trim() === "") {
    throw new UsageError("请写出产品名称，或用 --holder 写出注册人");
  }
  const matches = find(options.registry, name, holder, asOf, limit);
  if (options.format === "json") {
    await io.stdout.write(`${JSON.stringify(matches, null, 2)}\n`);
  } else if (matches.length === 0) {
    await io.stderr.write("没有名称相近的注册证；库不完整时，这不能说明产品未注册\n");
  } else {
    await io.stdout.write(`${matches.map(describe).join("\n")}\n`);
    await io.stderr.write("名称相近不等于同一产品，须核对证号\n");
  }
  return matches.length > 0 ? EXIT.ok : EXIT.unread;
}

function find(path: string, productName: string | undefined, holder: string | undefined, day: string, limit: number) {
  try {
    const registry = openRegistry(path, { readonly: true });
    try {
      return registry.search({ productName, holder }, day, limit);
    } finally {
      registry.close();
    }
  } catch (error) {
    throw registryCliError(error);
  }
}

function describe({ certificate, score, reason }: CertificateMatch): string {
  const { number = "（无证号）", productName = "（无名称）", holder = "" } = certificate;
  return neutralise(`${score.toFixed(2)}  ${number}  ${productName}${holder === "" ? "" : `  ${holder}`}（${reason}）`);
}
