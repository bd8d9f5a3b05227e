import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { neutralise } from "../../report/neutralise.js";
import { inBeijing, readVerifyingKey } from "../../violations/index.js";
import type { CaseOptions } from "../case-options.js";
import { ConfigurationError, describeSystemError, UnreadableInputError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { keyFileOf, withDesk } from "../open-desk.js";

export interface VerifyOptions extends CaseOptions {
  readonly checkpoints?: string;
  readonly publicKey?: readonly string[];
}
export interface CheckpointOptions extends CaseOptions {
  readonly output: string;
  readonly actor: string;
}

/** `medlint audit verify`: 1 where anything was changed. */
export function verify(options: VerifyOptions, io: Io): Promise<number> {
  const own = keyFileOf(options.key, io.env);
  // A key made just now would fit no entry.
  if (!existsSync(own)) {
    throw new ConfigurationError("MEDLINT_SIGNING_KEY", `找不到签名密钥 ${own}；请用 --key 写明原来的密钥`);
  }
  return withDesk(options, io, async (desk) => {
    const keys = (options.publicKey ?? []).map(readVerifyingKey);
    const report = await desk.verify(options.checkpoints === undefined ? undefined : read(options.checkpoints), keys);
    const { entries, defects, checkpoint, afterCheckpoint } = report;
    if (options.format === "json") await io.stdout.write(`${JSON.stringify(report)}\n`);
    else {
      const after =
        checkpoint === null
          ? options.checkpoints === undefined
            ? "没有核对检查点：末尾若连同标记一起被截去，本次不能发现"
            : "没有一个检查点与日志相符"
          : afterCheckpoint === 0
            ? `最后的检查点是第 ${checkpoint.seq} 条（${inBeijing(checkpoint.at)}），以后没有新的条目`
            : `最后的检查点是第 ${checkpoint.seq} 条（${inBeijing(checkpoint.at)}），以后还有 ${afterCheckpoint} 条：其末尾若连同标记一起被截去，要等下一个检查点才能发现`;
      const lines = [
        ...defects.map(({ message }) => `✘ ${message}`),
        defects.length === 0 ? `日志 ${entries} 条，未发现改动` : `日志 ${entries} 条，发现 ${defects.length} 处问题`,
        after,
      ];
      await io.stdout.write(`${lines.map(neutralise).join("\n")}\n`);
    }
    return defects.length > 0 ? EXIT.violation : EXIT.ok;
  });
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UnreadableInputError(`检查点文件 ${path} 无法读取（${describeSystemError(error)}）`, error);
  }
}

/** `medlint audit checkpoint`. */
export function checkpoint(options: CheckpointOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    const line = await desk.checkpoint(options.actor, new Date().toISOString());
    try {
      appendFileSync(options.output, line);
    } catch (error) {
      throw new ConfigurationError(
        "MEDLINT_OUTPUT",
        `检查点文件 ${options.output} 无法写入（${describeSystemError(error)}）`,
        {
          cause: error,
        },
      );
    }
    await io.stdout.write(options.format === "json" ? line : `检查点已追加到 ${neutralise(options.output)}\n`);
    return EXIT.ok;
  });
}

/** `medlint audit key`. */
export function publicKey(options: VerifyOptions, io: Io): Promise<number> {
  return withDesk(options, io, async (desk) => {
    await io.stdout.write(desk.publicKey);
    return EXIT.ok;
  });
}
