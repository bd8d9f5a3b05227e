import { neutralise } from "../../report/neutralise.js";
import { CERTIFICATE_FIELDS } from "../../report/wording.js";
import { openRegistry, type RegistryChange } from "../../store/index.js";
import { UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { registryCliError } from "../registry-error.js";

export interface DiffOptions {
  readonly registry: string;
  readonly from: string;
  readonly to: string;
  readonly format: "stylish" | "json";
}

const NAMES: Readonly<Record<RegistryChange["kind"], string>> = { added: "新增", changed: "变更", gone: "不再列出" };
const MAX_VALUE = 200;

/** `medlint registry diff --from DAY --to DAY`: what the registry learned between two days; JSON is one change a line. */
export async function showDiff(options: DiffOptions, io: Io): Promise<number> {
  if (options.from >= options.to) throw new UsageError("--from 应早于 --to");
  const counts = { added: 0, changed: 0, gone: 0 };
  try {
    const registry = openRegistry(options.registry, { readonly: true });
    try {
      for (const change of registry.diff(options.from, options.to)) {
        counts[change.kind]++;
        await io.stdout.write(options.format === "json" ? `${JSON.stringify(change)}\n` : describe(change));
      }
    } finally {
      registry.close();
    }
  } catch (error) {
    throw registryCliError(error);
  }
  const { added, changed, gone } = counts;
  await io.stderr.write(`${options.from} 之后至 ${options.to}：新增 ${added}，变更 ${changed}，不再列出 ${gone}\n`);
  return EXIT.ok;
}

function describe({ kind, number, productName, source, day, fields }: RegistryChange): string {
  const head = `${NAMES[kind]} ${number} ${productName}（${source}，${day}）`;
  const lines = fields.map(
    ({ field, before, after }) => `  ${CERTIFICATE_FIELDS[field] ?? field}：${cut(before)} → ${cut(after)}`,
  );
  return `${[head, ...lines].map(neutralise).join("\n")}\n`;
}

function cut(value: string): string {
  return value === "" ? "（无）" : value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
}
