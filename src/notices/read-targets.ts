import { parse } from "yaml";
import { z } from "zod";
import type { NoticeTarget } from "./deliver.js";
import { ROBOTS } from "./robots.js";

/** Targets of one file. */
export const MAX_TARGETS = 50;

const TARGET = z.strictObject({
  name: z.string().min(1).max(60),
  kind: z.enum(["webhook", ...ROBOTS]),
  url: z.url().max(2_000),
  secret: z.string().min(8).max(500).optional(),
  secretEnv: z.string().min(1).max(200).optional(),
});
const FILE = z.strictObject({ targets: z.array(TARGET).min(1).max(MAX_TARGETS) });

/** Whether an address may be used: encrypted, or on this machine. */
function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:") return true;
  return protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** What each field of a target must be. */
const WANTED: Readonly<Record<string, string>> = {
  name: "须写名称，1 至 60 字",
  kind: `应为 webhook、${ROBOTS.join("、")}`,
  url: "应为网址",
  secret: "应为 8 至 500 字",
  secretEnv: "应为环境变量的名称",
};

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const [, index, field] = issue?.path ?? [];
  if (typeof index === "number" && typeof field === "string") {
    return `第 ${index + 1} 个接收方的 ${field}：${WANTED[field] ?? "格式不对"}`;
  }
  if (typeof index === "number" && issue?.code === "unrecognized_keys") {
    return `第 ${index + 1} 个接收方：没有 ${issue.keys.join("、")} 这一项；可用：${Object.keys(WANTED).join("、")}`;
  }
  return `文件：需要 targets，1 至 ${MAX_TARGETS} 个，每个有 name、kind、url、secret 或 secretEnv`;
}

/**
 * Targets of a YAML file: `targets: [{name, kind: webhook|wecom|dingtalk|feishu, url, secret | secretEnv}]`.
 *
 * @param env where `secretEnv` is looked up
 * @throws Error with a Chinese sentence that names the target; never its address or secret
 */
export function readTargets(text: string, env: Readonly<Record<string, string | undefined>>): readonly NoticeTarget[] {
  let data: unknown;
  try {
    data = parse(text);
  } catch {
    throw new Error("不是有效的 YAML");
  }
  const read = FILE.safeParse(data);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(describeIssue(issue));
  }
  const names = new Set<string>();
  return read.data.targets.map(({ secretEnv, ...target }) => {
    if (names.has(target.name)) throw new Error(`${target.name}：名称重复`);
    names.add(target.name);
    if (!isSafe(target.url)) throw new Error(`${target.name}：地址须为 https（本机除外）`);
    const secret = target.secret ?? (secretEnv === undefined ? undefined : env[secretEnv]);
    if (secretEnv !== undefined && !secret) throw new Error(`${target.name}：环境变量 ${secretEnv} 没有设置`);
    if (target.kind === "webhook" && !secret)
      throw new Error(`${target.name}：webhook 须有 secret 或 secretEnv，用来签名`);
    return { ...target, secret };
  });
}
