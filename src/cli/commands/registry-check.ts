import { parseCertificateNumber, problemsOfNumber } from "../../certificates/index.js";
import { neutralise } from "../../report/neutralise.js";
import { openRegistry, type RegisteredCertificate } from "../../store/index.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { registryCliError } from "../registry-error.js";

export interface CheckNumbersOptions {
  readonly registry: string;
  /** Numbers listed of each sort; 0 stands for all. */
  readonly limit: number;
  readonly format: "stylish" | "json";
}

/** Something that a number and what is registered under it cannot both be. */
interface Fault {
  readonly code: string;
  readonly severity: "impossible" | "suspicious" | "lapsed";
  readonly message: string;
}

interface Sort {
  readonly severity: Fault["severity"];
  readonly message: string;
  count: number;
  readonly examples: string[];
}

const SEVERITIES = { impossible: "不可能", suspicious: "可疑", lapsed: "格式已废止" } as const;
const CLASSES = ["", "第一类", "第二类", "第三类"] as const;

/** `medlint registry check`: numbers of the registry that break the rules by which numbers are given. */
export async function checkNumbers({ registry: path, limit, format }: CheckNumbersOptions, io: Io): Promise<number> {
  const sorts = new Map<string, Sort>();
  let [all, faulty] = [0, 0];
  try {
    const registry = openRegistry(path, { readonly: true });
    try {
      for (const one of registry.walk()) {
        all++;
        const faults = faultsOf(one);
        if (faults.length > 0) faulty++;
        for (const fault of faults) {
          if (format === "json") await io.stdout.write(`${JSON.stringify(recordOf(one, fault))}\n`);
          else count(sorts, one, fault, limit === 0 ? Number.POSITIVE_INFINITY : limit);
        }
      }
    } finally {
      registry.close();
    }
  } catch (error) {
    throw registryCliError(error);
  }
  const ordered = [...sorts].sort(([one, a], [other, b]) => b.count - a.count || (one < other ? -1 : 1));
  for (const [code, sort] of ordered) await io.stdout.write(describe(code, sort));
  await io.stderr.write(`共 ${all} 个证号，${faulty} 个有问题；登记如此的证号仍以登记为准\n`);
  return EXIT.ok;
}

function faultsOf({ certificate }: RegisteredCertificate): Fault[] {
  const { number, asOf, class: registered } = certificate;
  const parsed = parseCertificateNumber(number);
  if (parsed === null) return [{ code: "unreadable", severity: "impossible", message: "不是任何已知格式的编号" }];
  const faults: Fault[] = problemsOfNumber(parsed, asOf).map(({ code, severity, message }) => ({
    code,
    severity,
    message,
  }));
  const byNumber = parsed.class === null ? "" : (CLASSES[parsed.class] ?? "");
  const isStated = registered !== undefined && CLASSES.some((name) => name !== "" && name === registered);
  if (byNumber !== "" && isStated && registered !== byNumber) {
    const message = `编号为${byNumber}，登记的类别是${registered}`;
    faults.push({ code: "class-differs", severity: "suspicious", message });
  }
  return faults;
}

function recordOf({ certificate, source }: RegisteredCertificate, { code, severity, message }: Fault) {
  const { number, productName = null, asOf } = certificate;
  return { number, code, severity, message, productName, source, asOf };
}

function count(sorts: Map<string, Sort>, { certificate }: RegisteredCertificate, fault: Fault, limit: number): void {
  const { code, severity, message } = fault;
  let sort = sorts.get(code);
  if (sort === undefined) {
    sort = { severity, message, count: 0, examples: [] };
    sorts.set(code, sort);
  }
  sort.count++;
  if (sort.examples.length < limit)
    sort.examples.push(`${certificate.number} ${certificate.productName ?? ""}：${message}`);
}

function describe(code: string, { severity, count, examples }: Sort): string {
  const lines = [`${SEVERITIES[severity]} ${code} ${count} 个`, ...examples.map((example) => `  ${example}`)];
  const more = count - examples.length;
  if (more > 0) lines.push(`  另有 ${more} 个（--limit 0 全部列出）`);
  return `${lines.map(neutralise).join("\n")}\n`;
}
